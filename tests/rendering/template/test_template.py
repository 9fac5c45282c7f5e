"""The blank workbook: filled in, it reads back without a finding, whoever filled it in and whatever became of the example."""

import io
import shutil
import subprocess
import zipfile
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from minsheng_funds import pipeline
from minsheng_funds.model import Source
from minsheng_funds.rendering.template import FIRST, HEADER, SUM
from minsheng_funds.rendering.template.forms import forms
from minsheng_funds.settings import CHOICES, Settings
from minsheng_funds.vocabulary import CLASS_WORDS, LEVELS, NATURES
from tests.rendering.template.filled import EXAMPLE, YEAR, book_of, columns_of, filled, put, template
from tests.support import assumed, codes, disbursed, left_out, required, run, settings_of, sums, table

LANGUAGES = ("zh", "en")


def checks_of(sheet: Any) -> dict[str, Any]:
    """Header → the check of its column."""
    letters = {sheet.cell(FIRST, column).column_letter: header for header, column in columns_of(sheet).items()}
    found = {}
    for check in sheet.data_validations.dataValidation:
        for area in check.sqref.ranges:
            letter = sheet.cell(area.min_row, area.min_col).column_letter
            if area.min_row == FIRST + 1:
                found[letters[letter]] = check
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("example", EXAMPLE)
def test_filled_in_by_a_program_it_reads_back_without_a_finding(lang, example):
    content = filled(template(lang=lang), example=example)
    outcome = run(content)
    assert codes(outcome) == []
    assert len(required(outcome)) == 40
    assert outcome.complete
    assert sums(required(outcome).values()) == 40 * 120_000_000
    assert sums(disbursed(outcome).values()) == 320 * 15_000_000


@pytest.mark.parametrize("lang", LANGUAGES)
def test_check_finds_nothing_in_it_but_how_round_the_amounts_and_on_which_days_they_are(lang):
    """Those are of the payments and not of the form; a column of document numbers left blank is noted, too."""
    checked = pipeline.check([Source("book.xlsx", filled(template(lang=lang)))], settings_of())[1]
    assert {(item.code, item.severity) for item in checked.findings} == {
        *(("L067", "info"), ("L069", "info"), ("L070", "info"))
    }


def test_the_sheets_are_a_plan_in_wan_and_a_ledger_in_yuan_of_the_programme_and_the_year():
    tables = run(filled(template(programme="十大暖民心行动"))).book.tables
    assert [(item.kind, item.title, item.year, item.rows) for item in tables] == [
        ("plan", "2026年十大暖民心行动资金筹集方案", YEAR, 40),
        ("ledger", "2026年十大暖民心行动资金拨付台账", YEAR, 320),
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_column_is_understood_but_the_computed_one_which_is_never_needed(lang):
    outcome = run(filled(template(lang=lang), 2, 2))
    plan, ledger = outcome.book.tables
    known = [[(column.field, column.level) for column in item.columns] for item in (plan, ledger)]
    levels = [("amount", level) for level in ("central", "provincial", "municipal", "district", "other")]
    words = [(field, None) for field in ("sequence", "project", "unit", "class", "nature", "")]
    assert known[0] == [*words, *levels, ("remark", None)]
    assert [field for field, _ in known[1]] == [
        *("sequence", "date", "project", "payee", "nature", "level", "document", "disbursed", "voucher", "remark")
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("own", CHOICES["own_level"])
def test_whatever_the_own_level_its_column_and_its_word_in_the_list_read_back(own, lang):
    label = LEVELS[own].in_language(lang)
    content = filled(template(own_level=own, lang=lang), 3, 6, own=label)
    outcome = run(content, own_level=own)
    assert sums(required(outcome).values()) == 3 * 120_000_000
    assert sums(disbursed(outcome).values()) == 3 * 120_000_000
    assert not {"A", "F", "H", "U"} & {code[0] for code in codes(outcome)}


def test_an_example_that_is_kept_is_left_out_of_both_sheets_and_the_report_says_so():
    outcome = run(filled(template(), 2, 2))
    assert [left_out(item)[0] for item in outcome.book.tables] == [(FIRST + 1, "example")] * 2
    assert "example-left-out" in assumed(outcome)
    assert "example-left-out" not in assumed(run(filled(template(), 2, 2, "overwritten")))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_workbook_still_blank_is_a_warning_for_each_sheet_and_no_project(lang):
    outcome = run(template(lang=lang))
    assert {*codes(outcome)} == {"F016", "X007"}
    assert codes(outcome).count("F016") == 2
    assert required(outcome) == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_check_warns_of_nothing_that_the_guide_lets_be_done(lang):
    """Optional columns blank, a refund below zero that its remark names; expected columns alone are said where blank."""
    chinese = lang == "zh"
    refund = {"拨付金额": -500.5, "备注": "退回"} if chinese else {"Payment amount": -500.5, "Remark": "refund"}
    expected = ("收款单位", "指标文号", "凭证号") if chinese else ("Payee", "Document", "Voucher")
    for left in ((), *((header,) for header in expected), expected):
        book = book_of(filled(template(lang=lang), 4, 8))
        ledger = book.worksheets[2]
        put(ledger, FIRST + 2, refund)
        for row in range(FIRST + 2, FIRST + 10):
            put(ledger, row, {header: None if header in left else f"{header}{row}" for header in expected})
        guide = [str(cell.value) for cell in book.worksheets[0]["A"]]
        assert all(
            any(f"{header}{mark}" in line for line in guide for mark in ("(应填)", " (expected)")) for header in left
        )
        checked = pipeline.check([Source("book.xlsx", saved(book))], settings_of())[1]
        codes_of = dict(zip(expected, ("L065", "L067", "L066"), strict=True))
        said = {item.code for item in checked.findings}
        assert said & {"L064", *codes_of.values()} == {codes_of[header] for header in left}
        warned = {item.code for item in checked.findings if item.severity != "info" and item.code[0] != "T"}
        assert warned <= {"L065", "L066"}, warned


def test_a_plan_before_the_first_payment_reads_with_nothing_paid():
    outcome = run(filled(template(), 3, 0))
    assert codes(outcome) == ["F016"]
    assert sums(disbursed(outcome).values()) == 0


def test_blank_rows_between_and_rows_of_formulas_alone_are_no_findings():
    book = book_of(filled(template(), 2, 2))
    _, plan, ledger = book.worksheets
    put(plan, 20, {"序号": 3, "项目名称": "隔开的项目", "资金类别": "配套资金", "区县级": 1})
    day = datetime(YEAR, 12, 31)
    put(
        ledger,
        900,
        {"拨付日期": day, "项目名称": "隔开的项目", "资金类别": "配套资金", "资金级次": "区县级", "拨付金额": 10_000},
    )
    stream = io.BytesIO()
    book.save(stream)
    outcome = run(stream.getvalue())
    assert codes(outcome) == []
    assert disbursed(outcome)["隔开的项目"] == 1_000_000


# --- What a person meets in the sheet ---------------------------------------------------------------------


def test_the_lists_hold_classes_natures_levels_and_the_names_of_the_plan():
    _, plan, ledger = book_of(template()).worksheets
    planned, paid = checks_of(plan), checks_of(ledger)
    assert planned["类别"].formula1 == '"' + ",".join(CLASS_WORDS) + '"'
    assert planned["资金类别"].formula1 == paid["资金类别"].formula1 == '"配套资金,管护资金"'
    assert paid["资金级次"].formula1 == '"中央,省级,市级,区县级,其他资金"'
    header, planned_cells = "'资金筹集方案'!$B$4", "planned_projects"
    example = f'(LEFT(OFFSET({header},1,0),4)="【示例】")'
    last = f'SUMPRODUCT(MAX(({planned_cells}<>"")*ROW({planned_cells})))'
    assert paid["项目名称"].formula1 == (f"OFFSET({header},1+{example},0,MAX(1,{last}-ROW({header})-{example}),1)")
    assert len(paid["项目名称"].formula1) <= 255, "Excel takes no longer one"
    assert not paid["项目名称"].allowBlank, "or a list with a blank row takes any name"
    assert {NATURES[nature].zh for nature in NATURES} == {"配套资金", "管护资金"}
    assert [planned["类别"].errorStyle, paid["项目名称"].errorStyle] == ["warning", "warning"]
    assert paid["资金级次"].errorStyle in (None, "stop")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("year", [None, YEAR])
def test_every_column_has_an_input_message_and_reaches_over_all_rows(lang, year):
    for form, sheet in zip(
        forms(Settings(lang=lang, year=year)), book_of(template(lang=lang, year=year)).worksheets[1:], strict=True
    ):
        found = checks_of(sheet)
        assert list(found) == [field.header for field in form.fields]
        for check in found.values():
            assert check.prompt
            assert check.promptTitle
            assert [area.max_row - area.min_row + 1 for area in check.sqref.ranges] == [form.rows]
            assert check.type is None or check.error


def test_amounts_take_numbers_exact_to_the_fen_and_days_those_of_the_year():
    _, plan, ledger = book_of(template()).worksheets
    assert checks_of(plan)["区县级"].formula1 == "AND(ISNUMBER(J5),J5>=0,ROUND(J5,6)=J5)"
    assert checks_of(ledger)["拨付金额"].formula1 == "AND(ISNUMBER(H5),ROUND(H5,2)=H5)"
    assert "最多 2 位小数" in checks_of(ledger)["拨付金额"].error
    day = checks_of(ledger)["拨付日期"]
    assert (day.type, day.operator, day.formula1, day.formula2) == ("date", None, "46023", "46387")
    assert "2026-01-01 至 2026-12-31" in day.error
    any_year = checks_of(book_of(template(year=None)).worksheets[2])["拨付日期"]
    assert any_year.formula1 == "36526"


def test_panes_filter_and_print_set_up():
    for sheet, pane in zip(book_of(template()).worksheets[1:], ("C5", "D5"), strict=True):
        assert sheet.freeze_panes == pane
        assert sheet.auto_filter.ref.startswith("A4:")
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) in ((1, 0), (None, 0))
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$4:$4"
        assert sheet.max_row <= 50, "blank rows hold nothing, or they would be printed"


def test_codes_keep_their_zeros_and_money_shows_every_fen():
    _, plan, ledger = book_of(template()).worksheets
    formats = {sheet.title: {h: sheet.column_dimensions[sheet.cell(FIRST, c).column_letter].number_format for h, c in columns_of(sheet).items()} for sheet in (plan, ledger)}  # fmt: skip
    assert formats["资金筹集方案"]["区县级"] == "#,##0.00####"
    assert formats["拨付台账"]["凭证号"] == formats["拨付台账"]["指标文号"] == "@"
    assert formats["拨付台账"]["拨付日期"] == "yyyy-mm-dd"


def test_without_a_year_the_titles_have_room_for_one_and_name_none():
    outcome = run(filled(template(year=None), 2, 2))
    assert table(outcome, "资金筹集方案").title == "____年民生工程资金筹集方案"
    assert table(outcome, "资金筹集方案").year is None
    assert codes(outcome) == []


def test_the_guide_names_every_column_and_what_is_required():
    guide = book_of(template()).worksheets[0]
    lines = [cell.value or "" for cell in guide["A"]]
    for form in forms(Settings(year=YEAR)):
        for field in form.fields:
            assert any(line.startswith(f"{field.header}(") for line in lines), field
    assert any(line.startswith("拨付金额(必填)") for line in lines)
    assert any("【示例】" in line for line in lines)


def test_what_is_not_in_the_plan_stands_out_by_a_name_and_not_by_another_sheet():
    """Conditions of colours may not name another sheet in every spreadsheet program."""
    book = book_of(template())
    ledger = book.worksheets[2]
    rules = [rule.formula[0] for area in ledger.conditional_formatting for rule in area.rules]
    assert 'AND($C5<>"",COUNTIF(planned_projects,$C5)=0)' in rules
    assert not any("!" in rule for rule in rules)
    assert book.defined_names["planned_projects"].attr_text == "'资金筹集方案'!$B$5:$B$504"


def test_a_programme_like_a_formula_is_text():
    content = template(programme='=HYPERLINK("http://a")\x07&<b>', year=None)
    for sheet in book_of(content).worksheets:
        for row in sheet.iter_rows():
            formulas = [cell.value for cell in row if cell.data_type == "f"]
            assert not any("HYPERLINK" in str(formula) for formula in formulas)
    titled = template(lang="en", year=None, programme="x")
    assert b"HYPERLINK" not in zipfile.ZipFile(io.BytesIO(titled)).read("xl/worksheets/sheet2.xml")
    guide = book_of(content).worksheets[0]["A1"]
    assert guide.data_type == "s"
    assert guide.value.startswith("=HYPERLINK")


def test_the_same_settings_give_the_same_bytes():
    assert template() == template()
    core = zipfile.ZipFile(io.BytesIO(template())).read("docProps/core.xml").decode()
    assert "2020-01-01T00:00:00Z" in core


# --- LibreOffice ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def recomputed(tmp_path_factory) -> Any:
    """Workbooks as LibreOffice saves them, formulas computed."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("office")

    def compute(**contents: bytes) -> dict[str, bytes]:
        for name, content in contents.items():
            (folder / f"{name}.xlsx").write_bytes(content)
        files = [str(folder / f"{name}.xlsx") for name in contents]
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder / "out"), *files]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return {name: (folder / "out" / f"{name}.xlsx").read_bytes() for name in contents}

    return compute


def values_of(content: bytes) -> Any:
    """The sheets with the values that the file keeps of its formulas."""
    return openpyxl.load_workbook(io.BytesIO(content), data_only=True).worksheets


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_values_kept_of_the_formulas_are_those_that_libreoffice_computes(recomputed, lang):
    content = template(lang=lang)
    for kept, sheet in zip(values_of(content), values_of(recomputed(**{lang: content})[lang]), strict=True):
        for row in kept.iter_rows():
            for cell in row:
                assert (cell.value or "") == (sheet[cell.coordinate].value or ""), cell


@pytest.mark.slow
@pytest.mark.parametrize("example", EXAMPLE)
def test_the_list_of_projects_holds_all_names_of_a_plan_with_blank_rows_and_never_the_example(recomputed, example):
    """The same formula in cells, one a place of the list: the spreadsheet program computes what the list would show."""
    book = book_of(filled(template(), 3, 2, example))
    _, plan, ledger = book.worksheets
    put(plan, 12, {"项目名称": "隔开的项目"})
    formula = checks_of(ledger)["项目名称"].formula1
    ledger["N1"] = f"=ROWS({formula})"
    for place in range(1, 9):
        ledger.cell(place, 16).value = f'=IFERROR(INDEX({formula},{place})&"","-")'
    stream = io.BytesIO()
    book.save(stream)
    ledger = values_of(recomputed(list=stream.getvalue())["list"])[2]
    shown = [name for place in range(1, 9) if (name := ledger.cell(place, 16).value) not in (None, "", "-")]
    assert shown == [*(f"第{number}号农村道路(二期)" for number in (1, 2, 3)), "隔开的项目"]
    assert ledger["N1"].value == (7 if example == "left" else 8)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sum_above_the_header_that_is_typed_over_or_wrong_is_an_error_at_its_cell(lang):
    book = book_of(filled(template(lang=lang), 4, 8))
    _, plan, ledger = book.worksheets
    plan["J3"], ledger["H3"] = 4 * 120, 480 * 10_000
    plan["G3"] = 0.1 + 1.1 + 2.1 + 3.1
    assert codes(run(saved(book))) == []
    plan["J3"], ledger["H3"] = 479, 4_800_000.01
    found = run(saved(book)).findings
    assert [(item.code, str(item.origins[0]).rpartition("!")[2]) for item in found] == [("S001", "J3"), ("S001", "H3")]


def saved(book: Any) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.slow
def test_recomputed_by_libreoffice_it_reads_back_and_its_sums_leave_the_example_out(recomputed):
    contents = {
        f"{lang}_{example}": filled(template(lang=lang), example=example) for lang in LANGUAGES for example in EXAMPLE
    }
    for name, content in recomputed(**contents, blank=template()).items():
        _, plan, ledger = values_of(content)
        own, total, paid = (sheet.cell(SUM + 1, column).value for sheet, column in ((plan, 10), (plan, 6), (ledger, 8)))
        if name == "blank":
            assert [own, total, paid] == [0, 0, 0]
            assert {*codes(run(content))} == {"F016", "X007"}
            continue
        assert codes(run(content)) == [], name
        central = sum(0.1 + place for place in range(40))
        assert own == 40 * 120
        assert total == pytest.approx(40 * 120 + 40 * 0.2 + central)
        assert paid == 320 * 150_000
        first = HEADER + (2 if name.endswith(("overwritten", "deleted")) else 3)
        assert plan.cell(first, 6).value == pytest.approx(120.3)
        assert "错" not in str([cell.value for row in plan.iter_rows() for cell in row])
