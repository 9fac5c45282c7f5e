"""Tables of other offices and countries, read through `[columns]` and `[tables]`: read rightly, or refused by name."""

from typing import Any

import pytest

from minsheng_funds.errors import Failure
from tests.support import YUAN, Formula, Sheet, codes, disbursed, finding, origins, required, run, sums, table

ENGLISH = ["Project Title", "Approved Budget", "Released", "Paid to Date"]
ENGLISH_ROWS = [
    ["Rural Road Upgrade", 1_000_000, 600_000, 450_000.5],
    ["Health Post", 250_000, 250_000, 250_000],
    ["School Meals", 80_000, 0, 0],
]
ENGLISH_TOML = """
[tables."Sheet1"]
unit = "元"
columns = { project = ["Project Title"], required = ["Approved Budget"], issued = ["Released"], disbursed = ["Paid to Date"] }
"""


def fen(*amounts: float) -> list[int]:
    return [round(amount * YUAN) for amount in amounts]


def refused(*given: Any, toml: str) -> set[str]:
    """The codes of the errors of a run that is incomplete or fails."""
    try:
        outcome = run(*given, toml=toml)
    except Failure as error:
        return {error.message.in_language("en")}
    assert not outcome.complete
    return {item.code for item in outcome.findings if item.severity == "error"}


def test_an_english_table_is_read_with_its_own_words_and_without_a_warning_of_the_unit():
    outcome = run([["Status of Funds as of 30 June"], [], ENGLISH, *ENGLISH_ROWS], toml=ENGLISH_TOML)
    assert list(required(outcome).values()) == fen(1_000_000, 250_000, 80_000)
    assert list(disbursed(outcome).values()) == fen(450_000.5, 250_000, 0)
    assert "U001" not in codes(outcome)
    assert outcome.complete


def test_words_match_whatever_their_case_line_breaks_and_spaces():
    header = ["PROJECT\nTITLE", " Approved  Budget ", "Released", "Paid to\r\nDate"]
    outcome = run([header, *ENGLISH_ROWS], toml=ENGLISH_TOML)
    assert sums(required(outcome).values()) == 133_000_000


SPANISH = ["TIPO", "CLAVE", "NOMBRE DEL PROYECTO", "APROBADO", "MODIFICADO", "PAGADO"]
SPANISH_ROWS = [
    ["1.- CAPITULO", "1000", "Servicios personales", 300.0, 300.0, 150.0],
    ["2.- PARTIDA", "1100", "Sueldos base", 200.0, 200.0, 100.0],
    ["2.- PARTIDA", "1200", "Obras nuevas", 100.0, 100.0, 50.0],
    ["3.- TOTAL", "", "Total general", 300.0, 300.0, 150.0],
]
SPANISH_TOML = """
[tables."EP*"]
kind = "progress"
header_rows = [%d]
unit = "元"
keep = { "TIPO" = ["2.- PARTIDA"] }
drop = { "NOMBRE DEL PROYECTO" = ["Total *"] }
columns = { project = ["NOMBRE DEL PROYECTO"], required = ["MODIFICADO"], disbursed = ["PAGADO"] }
"""


@pytest.mark.parametrize("row", [1, 10, 59, 60, 61, 75, 300])
def test_a_spanish_table_keeps_its_rows_by_type_wherever_its_header_stands(row: int):
    above = [["Gobierno del Estado", "", "Ejercicio 2020"]] * (row - 1)
    outcome = run(Sheet("EP 2020", [*above, SPANISH, *SPANISH_ROWS]), toml=SPANISH_TOML % row)
    assert required(outcome) == {"Sueldos base": 20_000, "Obras nuevas": 10_000}
    assert list(disbursed(outcome).values()) == [10_000, 5_000]
    assert table(outcome).header_rows == (row,)


def test_rows_of_a_type_merged_downwards_are_kept_as_one():
    sheet = Sheet(
        "EP",
        [SPANISH, SPANISH_ROWS[0], SPANISH_ROWS[1], ["", "1200", "Otros", 100.0, 100.0, 50.0], SPANISH_ROWS[3]],
        merged=((2, 0, 3, 0),),
    )
    outcome = run(sheet, toml=SPANISH_TOML % 1)
    assert required(outcome) == {"Sueldos base": 20_000, "Otros": 10_000}


@pytest.mark.parametrize("row", [9, 500])
def test_header_rows_that_are_blank_or_not_there_are_an_error(row: int):
    blank: list[list[Any]] = [[], [], [], [], [], [], [], [], []]
    sheet = Sheet("EP", [["Estado"], *blank, SPANISH, *SPANISH_ROWS])
    assert refused(sheet, [["项目名称", "计划资金(元)"], ["甲", 1]], toml=SPANISH_TOML % row) == {"H023"}


def test_two_headers_one_below_the_other_are_two_tables():
    rows = [
        SPANISH,
        *SPANISH_ROWS[1:3],
        [],
        *[["nota"]] * 70,
        [*SPANISH, "NOTA"],
        ["2.- PARTIDA", "1", "Otro", 7.0, 7.0, 1.0],
    ]
    outcome = run(Sheet("EP", rows), toml=(SPANISH_TOML % 1).replace("[1]", "[1, 75]"))
    assert [found.header_rows for found in outcome.book.tables] == [(1,), (75,)]
    assert required(outcome) == {"Sueldos base": 20_000, "Obras nuevas": 10_000, "Otro": 700}


def test_a_traditional_chinese_table_is_read():
    rows: list[list[Any]] = [["108年度預算執行情形"], ["單位:新臺幣元"], ["計畫名稱", "預算數", "實支數", "執行率"]]
    rows += [["道路養護", 1000, 400, 0.4], ["長照服務", 500, 500, 1.0], ["合計", 1500, 900, 0.6]]
    toml = '[columns]\nproject = ["計畫名稱"]\nrequired = ["預算數"]\ndisbursed = ["實支數"]\n[tables."*"]\nunit = "元"'
    outcome = run(rows, toml=toml)
    assert required(outcome) == {"道路養護": 100_000, "長照服務": 50_000}
    assert disbursed(outcome) == {"道路養護": 40_000, "長照服務": 50_000}


def test_nested_totals_are_left_out_by_the_value_of_a_column():
    header = ["Level", "Code", "Programme / Project", "Printed Estimates", "Exchequer Issues"]
    rows = [
        [1, "1109", "State Department for Water", 900, 500],
        [2, "1109-1", "Water Resources", 600, 300],
        [3, "1109-1-1", "Dam A", 400, 200],
        [3, "1109-1-2", "Dam B", 200, 100],
        [2, "1109-2", "Irrigation", 300, 200],
        [3, "1109-2-1", "Scheme C", 300, 200],
    ]
    toml = """
[tables."Vote"]
kind = "progress"
unit = "百万元"
keep = { "Level" = ["3"] }
columns = { level = [], project = ["Programme / Project"], required = ["Printed Estimates"], disbursed = ["Exchequer Issues"] }
"""
    outcome = run(Sheet("Vote", [header, *rows]), toml=toml)
    assert list(required(outcome)) == ["Dam A", "Dam B", "Scheme C"]
    assert sums(required(outcome).values()) == 900 * 1_000_000 * YUAN


PHILIPPINE = [
    ["PROGRAM/PROJECT", "ALLOTMENT", "", "OBLIGATIONS", "", "DISBURSEMENTS", ""],
    ["", "PS", "MOOE", "PS", "MOOE", "PS", "MOOE"],
    ["Farm-to-market road", 10, 20, 9, 18, 8, 17],
    ["Bridge", 1, 2, 1, 1, 0, 1],
]
PHILIPPINE_MERGED = ((0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4), (0, 5, 0, 6))
PHILIPPINE_TOML = """
[tables."FAR1"]
kind = "progress"
header_rows = [1, 2]
unit = "元"
[tables."FAR1".columns]
project = ["PROGRAM/PROJECT"]
required = { sum = ["ALLOTMENT > PS", "ALLOTMENT > MOOE"] }
disbursed = { sum = ["DISBURSEMENTS > PS", "DISBURSEMENTS > MOOE"] }
"""


def test_repeated_leaf_names_are_told_apart_by_their_full_path_and_added():
    outcome = run(Sheet("FAR1", PHILIPPINE, merged=PHILIPPINE_MERGED), toml=PHILIPPINE_TOML)
    assert required(outcome) == {"Farm-to-market road": 3000, "Bridge": 300}
    assert disbursed(outcome) == {"Farm-to-market road": 2500, "Bridge": 100}


def test_a_name_that_fits_several_columns_is_an_error_that_names_them():
    toml = '[tables."FAR1"]\nheader_rows = [1, 2]\ncolumns = { project = ["PROGRAM/PROJECT"], required = ["PS"] }'
    outcome = run(
        Sheet("FAR1", PHILIPPINE, merged=PHILIPPINE_MERGED), [["项目名称", "计划资金(元)"], ["甲", 1]], toml=toml
    )
    assert origins(outcome, "H020") == ["book.xlsx!FAR1!B2", "book.xlsx!FAR1!D2", "book.xlsx!FAR1!F2"]
    assert not outcome.complete


def test_a_project_column_that_fits_several_is_an_error_and_no_unrecognised_sheet():
    rows = [["Name", "Name", "Budget"], ["A", "B", 5], ["C", "D", 6]]
    assert "H020" in refused(
        rows, [["项目名称", "计划资金(元)"], ["甲", 1]], toml='[columns]\nproject = ["Name"]\nrequired = ["Budget"]'
    )


def test_duplicate_headers_are_told_apart_by_their_letters():
    left = ["Project", *[""] * 26]
    header = [*left, "Amount", "Amount"]
    rows = [header, ["Road", *[""] * 26, 100, 40], ["Dam", *[""] * 26, 50, 50]]
    toml = '[tables."*"]\nkind = "progress"\nunit = "元"\ncolumns = { required = ["@AB"], disbursed = ["@ac"] }'
    outcome = run(rows, toml=toml)
    assert (required(outcome), disbursed(outcome)) == ({"Road": 10_000, "Dam": 5000}, {"Road": 4000, "Dam": 5000})


def test_a_column_without_a_header_is_read_by_its_letter():
    rows = [["Project", "", "Paid"], ["Road", 100, 40], ["Dam", 50, 50]]
    toml = '[tables."*"]\nkind = "progress"\nunit = "元"\ncolumns = { required = ["@B"], disbursed = ["Paid"] }'
    assert required(run(rows, toml=toml)) == {"Road": 10_000, "Dam": 5000}


def test_a_letter_beyond_the_table_is_an_error():
    rows = [["Project", "Budget"], ["Road", 100]]
    toml = '[tables."*"]\nunit = "元"\ncolumns = { required = ["Budget"], disbursed = ["@Q"] }'
    assert refused(rows, toml=toml) == {"H005"}


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1,234,567.00", 123_456_700),
        (" 1,234.5 ", 123_450),
        ("1,234\u00a0", 123_400),
        ("\u00a0 12\u202f", 1200),
        ("１２３", 12_300),
    ],
)
def test_numbers_kept_as_text_are_read(text: str, amount: int):
    outcome = run([ENGLISH, ["Road", text, 0, 0]], toml=ENGLISH_TOML)
    assert required(outcome) == {"Road": amount}
    assert outcome.complete


@pytest.mark.parametrize(
    "text",
    [
        "N/R",
        "n.d.",
        "1.234.567,89",
        "1234,56",
        "12,5",
        "1 234,56",
        "1.234.567",
        "12.345,6",
        "$1,234",
        "USD 5",
        "5 mil",
        "1,23,456",
        "1e6",
        "TBD",
        "12%",
    ],
)
def test_text_that_is_no_amount_for_sure_is_refused_with_its_cell(text: str):
    outcome = run([ENGLISH, ["Road", text, 0, 0], ["Dam", 5, 5, 5]], toml=ENGLISH_TOML)
    assert not outcome.complete
    assert origins(outcome, "A001") == ["book.xlsx!Sheet1!B2"]


def test_words_that_the_settings_call_blank_mean_no_amount():
    rows = [ENGLISH, ["Road", 100, "N/R", " n/r "], ["Dam", 50, 5, "n.d."]]
    outcome = run(rows, toml=ENGLISH_TOML.replace('unit = "元"', 'unit = "元"\nblank = ["N/R", "n.d."]'))
    assert disbursed(outcome) == {"Road": 0, "Dam": 0}
    assert outcome.complete


def test_a_name_joined_from_columns_keeps_the_settings_order_and_its_words_apart():
    rows = [["District", "Works", "Budget"], ["North", "Road", 10], ["South", "Road", 20]]
    toml = (
        '[tables."*"]\nkind = "plan"\nunit = "元"\ncolumns = { project = ["Works + District"], required = ["Budget"] }'
    )
    assert required(run(rows, toml=toml)) == {"Road North": 1000, "Road South": 2000}


def test_amounts_are_given_by_level():
    rows = [["Project", "Grant", "Own", "Grant in", "Own in"], ["Road", 60, 40, 30, 20], ["Dam", 6, 4, 3, 2]]
    toml = """
[tables."*"]
unit = "元"
kind = "plan"
[tables."*".columns]
required = { central = ["Grant"], district = ["Own"] }
received = { central = ["Grant in"], district = ["Own in"] }
"""
    outcome = run(rows, toml=toml)
    (road, _) = outcome.statement.lines
    assert (road.figures.required, road.figures.received) == (4000, 2000)
    assert (road.levels["central"].required, road.levels["central"].received) == (6000, 3000)


def test_half_of_a_sum_that_is_not_there_is_an_error():
    rows = [["Project", "Grant", "Own"], ["Road", 60, 40]]
    toml = '[columns]\nrequired = { sum = ["Grant", "Loan"] }\n[tables."*"]\nunit = "元"'
    assert refused(rows, toml=toml) == {"H005"}


def test_the_parts_of_a_sum_add_up_whether_or_not_some_name_a_level():
    rows = [["项目名称", "区级下达(元)", "Loan"], ["道路", 60, 40], ["水库", 6, 4]]
    outcome = run(
        rows, toml='[columns]\nissued = { sum = ["区级下达(元)", "Loan"] }\n[tables."*"]\nunit = "元"\nkind = "plan"'
    )
    assert [line.figures.issued for line in outcome.statement.lines] == [10_000, 1000]


def test_one_column_for_two_fields_is_an_error():
    rows = [["Project", "Budget"], ["Road", 60]]
    toml = '[columns]\nrequired = ["Budget"]\ndisbursed = ["Budget"]\n[tables."*"]\nunit = "元"'
    assert refused(rows, toml=toml) == {"H022"}


def test_amounts_joined_with_a_plus_are_an_error():
    rows = [["Project", "Grant", "Own"], ["Road", 60, 40]]
    assert refused(rows, toml='[columns]\nrequired = ["Grant + Own"]\n[tables."*"]\nunit = "元"') == {"H021"}


def test_a_header_that_holds_a_plus_or_an_arrow_is_named_as_it_stands():
    rows = [["Project", "Grant + Own", "Paid > 2019"], ["Road", 60, 40]]
    toml = '[columns]\nrequired = ["Grant + Own"]\ndisbursed = ["Paid > 2019"]\n[tables."*"]\nunit = "元"'
    outcome = run(rows, toml=toml)
    assert (required(outcome), disbursed(outcome)) == ({"Road": 6000}, {"Road": 4000})


def test_the_words_of_a_table_win_over_those_for_all_tables():
    rows = [["Project", "Budget", "Paid", "Settled"], ["Road", 60, 40, 30]]
    toml = '[columns]\nrequired = ["Budget"]\ndisbursed = ["Paid"]\n[tables."Sheet1"]\nunit = "元"\ncolumns = { disbursed = ["Settled"] }'
    outcome = run(rows, toml=toml)
    assert disbursed(outcome) == {"Road": 3000}
    assert outcome.complete


def test_a_table_may_mean_another_field_by_a_word_that_all_tables_share():
    first = Sheet("Plan", [["Project", "Amount"], ["Road", 60]])
    second = Sheet("Paid", [["Project", "Amount"], ["Road", 40]])
    toml = """
[columns]
required = ["Amount"]
[tables."Plan"]
unit = "元"
[tables."Paid"]
unit = "元"
kind = "ledger"
columns = { disbursed = ["Amount"] }
"""
    outcome = run(first, second, toml=toml)
    assert (required(outcome), disbursed(outcome)) == ({"Road": 6000}, {"Road": 4000})


def test_the_settings_words_for_the_plan_win_over_level_columns_beside_it():
    rows = [["项目名称", "预算总数", "中央", "区级"], ["道路", 100, 30, 50], ["水库", 10, 3, 5]]
    outcome = run(rows, toml='[columns]\nrequired = ["预算总数"]\n[tables."*"]\nunit = "元"\nkind = "plan"')
    assert required(outcome) == {"道路": 10_000, "水库": 1000}


def test_the_settings_words_for_payments_win_over_a_running_total_beside_them():
    rows = [["项目名称", "计划资金", "累计拨付", "Released"], ["道路", 100, 30, 50], ["水库", 10, 3, 5]]
    outcome = run(rows, toml='[columns]\ndisbursed = ["Released"]\n[tables."*"]\nunit = "元"')
    assert disbursed(outcome) == {"道路": 5000, "水库": 500}


def test_patterns_and_a_file_name_choose_the_rules_of_each_sheet():
    months = [Sheet(f"{n}月", [["Item", "Out"], ["Road", 10 * n]]) for n in (1, 2)]
    plan = Sheet("Sheet1", [["Item", "In"], ["Road", 100]])
    toml = """
[tables."*月"]
kind = "ledger"
unit = "元"
columns = { project = ["Item"], disbursed = ["Out"] }
[tables."book.xlsx!Sheet1"]
kind = "plan"
unit = "百元"
columns = { project = ["Item"], required = ["In"] }
"""
    outcome = run(*months, plan, toml=toml)
    assert (required(outcome), disbursed(outcome)) == ({"Road": 1_000_000}, {"Road": 3000})


def test_a_sheets_own_name_wins_over_a_pattern_and_two_patterns_are_said():
    rows = [["Project", "Budget"], ["Road", 10], ["Dam", 20]]
    toml = '[tables."S*"]\nunit = "{0}"\nkind = "plan"\n[tables."{1}"]\nunit = "百元"\nkind = "plan"\n[columns]\nrequired = ["Budget"]'
    named = run(rows, toml=toml.format("元", "Sheet1"))
    assert (required(named)["Road"], "G004" in codes(named)) == (100_000, False)
    both = run(rows, toml=toml.format("元", "*1"))
    assert (required(both)["Road"], "G004" in codes(both)) == (1000, True)


def test_a_name_with_brackets_is_a_name_and_no_pattern():
    outcome = run(
        Sheet("Q1 (a)", [["Project", "Budget"], ["Road", 10]]), toml='[tables."Q1 (a)"]\nunit = "百元"\nkind = "plan"'
    )
    assert required(outcome) == {"Road": 100_000}


@pytest.mark.parametrize(
    "columns",
    ['project = ["Titel"], required = ["Approved Budget"]', 'project = ["Project Title"], required = ["Aproved"]'],
)
def test_a_sheets_own_words_that_no_row_has_are_an_error_and_not_an_unrecognised_sheet(columns: str):
    given = [["项目名称", "计划资金(元)"], ["甲", 1]]
    assert refused([ENGLISH, *ENGLISH_ROWS], given, toml=f'[tables."Sheet1"]\ncolumns = {{ {columns} }}') == {"H024"}


def test_header_rows_without_a_project_column_refuse_the_table_with_its_reason():
    given = [["项目名称", "计划资金(元)"], ["甲", 1]]
    assert refused([["Titel", "Budget"], ["Road", 5]], given, toml='[tables."Sheet1"]\nheader_rows = [1]') == {"F011"}


def test_header_rows_without_any_money_refuse_the_table():
    given = [["项目名称", "计划资金(元)"], ["甲", 1]]
    assert refused([["项目名称", "Cost"], ["Road", 5]], given, toml='[tables."Sheet1"]\nheader_rows = [1]')


def test_years_as_numbers_in_the_header_are_read_where_the_settings_name_its_row():
    rows = [["Programme", 2019, 2020], ["Road", 10, 20], ["Dam", 1, 2]]
    toml = '[tables."*"]\nkind = "plan"\nunit = "元"\nheader_rows = [1]\ncolumns = { project = ["Programme"], required = ["2020"] }'
    assert required(run(rows, toml=toml)) == {"Road": 2000, "Dam": 200}


def test_a_formula_without_a_value_is_refused_in_a_foreign_table_too():
    rows = [ENGLISH, ["Road", Formula("=B3*2"), 0, 0], ["Dam", 50, 5, 5]]
    outcome = run(rows, toml=ENGLISH_TOML)
    assert not outcome.complete
    assert origins(outcome, "A008") == ["book.xlsx!Sheet1!B2"]


def test_a_stale_word_names_the_nearest_header():
    outcome = run([ENGLISH, *ENGLISH_ROWS], toml=ENGLISH_TOML + '\n[columns]\nreceived = ["Relesed"]')
    assert "Released" in finding(outcome, "H005").message.en


@pytest.mark.parametrize(
    "label",
    [
        "TOTAL", "Grand Total", "TOTAL GENERAL", "Gran total", "Sub-Total", "Subtotal", "Total, Water Department",
        "Water Department Total", "Totals", "Suma total", "Total général", "Overall total", "合計", "總計", "小計", "共計",
    ],
)  # fmt: skip
def test_a_total_of_another_language_is_no_project(label: str):
    outcome = run([ENGLISH, *ENGLISH_ROWS, [label, 1_330_000, 850_000, 700_000.5]], toml=ENGLISH_TOML)
    assert sums(required(outcome).values()) == 133_000_000
    assert [stated.stated_fen == stated.summed_fen for stated in table(outcome).stated] == [True] * 3


@pytest.mark.parametrize("name", ["Totana bypass", "Subtropical garden", "Tōtal", "Sutotalia"])
def test_a_project_whose_name_only_begins_like_a_total_is_read(name: str):
    outcome = run([ENGLISH, *ENGLISH_ROWS, [name, 5, 0, 0]], toml=ENGLISH_TOML)
    assert name in required(outcome)


# --- Settings that nothing answers to ---------------------------------------------------------------------

CHINESE = Sheet("计划", [["单位:万元"], ["项目名称", "类别", "计划资金"], ["道路", "工程类", 5], ["改厕", "补助类", 6]])
LEDGER = Sheet(
    "台账",
    [["单位:元"], ["拨付日期", "项目名称", "拨付金额"], ["2020-03-01", "道路", 7.0], ["2020-03-02", "厕所", 8.0]],
)


@pytest.mark.parametrize(
    ("toml", "code", "nearest"),
    [
        ('[tables."计划表"]\nunit = "万元"', "G002", "计划"),
        ('[tables."book.xlsx!台帐"]\nunit = "元"', "G002", "台账"),
        ('[tables."other-2019.xls!计划"]\nunit = "元"', "G003", ""),
        ('[tables."计划"]\ndrop = { "类别" = ["工程累"] }', "G005", "工程类"),
        ('[tables."*"]\ndrop = { "项目名称" = ["改厕所"] }', "G005", "改厕"),
        ('exclude = ["路道"]', "G006", "道路"),
        ('[projects.aliases]\n"厠所" = "改厕"', "G007", "厕所"),
        ('[projects.aliases]\n"厕所" = "改厕所"', "G008", "改厕"),
    ],
)
def test_a_setting_that_nothing_answers_to_is_a_finding_with_the_nearest_word(toml: str, code: str, nearest: str):
    outcome = run(CHINESE, LEDGER, toml=toml)
    assert nearest in finding(outcome, code).message.zh


@pytest.mark.parametrize(
    "toml",
    [
        '[tables."计*"]\nunit = "万元"',
        '[tables."book.xlsx!台账"]\nunit = "元"',
        '[tables."*"]\ndrop = { "项目名称" = ["改厕"] }',
        'exclude = ["改厕"]',
        'exclude = ["厕 所"]',
        '[projects.aliases]\n"厕所" = "改厕"',
    ],
)
def test_a_setting_that_something_answers_to_is_no_finding(toml: str):
    assert [code for code in codes(run(CHINESE, LEDGER, toml=toml)) if code.startswith(("G", "H"))] == []


def test_a_pattern_of_keep_that_fits_in_one_of_its_tables_is_not_stale():
    months = [
        Sheet(f"{n}月", [["项目名称", "类型", "拨付金额(元)"], ["道路", kind, 5.0]])
        for n, kind in ((1, "甲"), (2, "乙"))
    ]
    outcome = run(*months, toml='[tables."*月"]\nkind = "ledger"\nkeep = { "类型" = ["甲", "丙"] }')
    assert [item.message.zh for item in outcome.findings if item.code == "G005"] == [
        finding(outcome, "G005").message.zh
    ]
    assert "丙" in finding(outcome, "G005").message.zh
    assert disbursed(outcome) == {}


def test_a_keep_that_names_two_columns_is_an_error():
    rows = [["项目名称", "类型", "类型", "计划资金(元)"], ["道路", "甲", "乙", 5]]
    assert "H020" in refused(rows, toml='[tables."*"]\nkind = "plan"\nkeep = { "类型" = ["甲"] }')
