"""The running text of letters: its figures are those of the tables, its sentences are true of every kind of run."""

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest

from minsheng_funds import pipeline
from minsheng_funds.model import Additions
from minsheng_funds.money import YI_YUAN, money_text
from minsheng_funds.rendering.composing.letters import compose_letter
from minsheng_funds.rendering.composing.letters.tables import MOST_PAYMENTS, MOST_PROBLEMS, letter_tables
from minsheng_funds.rendering.document import Chart, Heading, Paragraph, Table
from tests.rendering.composing.letters.cases import CASES, dossier, dossier_of, letter, texts
from tests.support import Sheet, day, ledger, plan

FORMS = ("briefing", "circular", "evaluation")
EVERY = [(case, language, form) for case in CASES for language in ("zh", "en") for form in FORMS]
ALL_FIVE = ("项目一", "项目二", "项目三", "项目四", "项目五")

_NO_FIGURE = re.compile(
    r"\d+年(\d+月)?(\d+日)?|\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{4}"  # days and months
    r"|第\d+天÷\d+天|day \d+ of \d+|÷ 12"  # the rule of time progress
    r"|(?<![\d.])\d+(个|处)|(?<![\d.])\d+ (project|error|warning)s?"  # how many names follow
    r"|[（(]\d+[)）]|book\.xlsx|10k yuan|100m yuan|10,000"  # numbers of a list, names
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def figures(text: str) -> list[str]:
    """The numbers of a sentence that are figures."""
    return _NUMBER.findall(_NO_FIGURE.sub(" ", text))


def body(case: str, language: str, form: str) -> list[str]:
    document = letter(case, language, form)
    return [block.text for block in document.blocks if isinstance(block, Paragraph) and block.role == "body"]


@pytest.mark.parametrize(("case", "language", "form"), EVERY)
def test_every_figure_of_the_text_is_printed_in_a_table(case, language, form):
    found, settings = dossier_of(case, language, form)
    cells = [
        cell
        for tables in letter_tables(found, settings).values()
        for table in tables
        for row in table.rows
        for cell in row
    ]
    printed = {number for cell in cells for number in _NUMBER.findall(cell.text)}
    large = {money_text(cell.fen, YI_YUAN, 2) for cell in cells if cell.fen is not None}
    names = re.compile(r"项目\d+")
    for text in (names.sub("", said) for said in body(case, language, form)):
        beyond = [number for number in figures(text) if number not in printed]
        in_yi = [
            number for number in beyond if number in large and re.search(rf"{re.escape(number)}( 100m yuan|亿元)", text)
        ]
        assert beyond == in_yi, text


def test_a_figure_that_no_table_has_is_noticed():
    assert figures("截至2020年4月17日,22个项目已拨付2568.1万元,拨付率67.7%") == ["2568.1", "67.7"]


@pytest.mark.parametrize(("case", "language", "form"), EVERY)
def test_what_is_not_known_has_no_sentence(case, language, form):
    for text in texts(letter(case, language, form)):
        assert not re.search(r"—|None|\{|\}|,,|，，|，。|、。|：。|: \.|, \.", text), text
        assert text.strip()


@pytest.mark.parametrize(("case", "language", "form"), EVERY)
def test_no_heading_stands_over_nothing_and_numbers_follow_each_other(case, language, form):
    blocks = letter(case, language, form).blocks
    for block, after in pairwise(blocks):
        if isinstance(block, Heading) and block.level > 1:
            assert isinstance(after, (Table, Chart, Paragraph, Heading))
            if isinstance(after, Heading):
                assert after.level > block.level
            if isinstance(after, Paragraph):
                assert after.role == "body"
    numbers = [block.text[:2] for block in blocks if isinstance(block, Heading) and block.level == 2]
    wanted = [f"{n}、" for n in "一二三四五六七八"] if language == "zh" else [f"{n}." for n in range(1, 9)]
    assert numbers == wanted[: len(numbers)]


def test_the_letter_says_need_paid_rate_and_time_of_each_fund_and_adds_no_two():
    text = "".join(body("two funds, levels", "zh", "briefing"))
    assert "需配套644.8万元，已拨付350.7万元，尚未拨付294.1万元" in text
    assert "按“拨付÷计划（需配套）”计算，拨付率为54.4%，快于序时进度（18.3%）36.1个百分点" in text
    assert "管护资金涉及1个项目，需配套128.1万元" in text
    assert "不相加" in text
    assert "772.9" not in text  # 644.8 + 128.1


def test_special_bonds_stand_beside_the_fund():
    text = "".join(body("two funds, levels", "zh", "briefing"))
    assert "专项债券应安排900.0万元" in text
    assert "专项债券另列，不计入配套资金的拨付率" in text
    assert "管护资金的拨付率" not in text  # that fund has none


def test_projects_without_any_payment_are_named():
    assert "尚未发生拨付的项目有1个：养老。" in "".join(body("two funds, levels", "zh", "briefing"))
    assert "尚未发生拨付的项目有2个：道路、低保。" in "".join(body("nothing paid", "zh", "circular"))


def test_an_incomplete_run_says_so_before_anything_else():
    for form in FORMS:
        assert any("数据不完整" in text for text in body("incomplete", "zh", form)[:2])
        assert not any("数据不完整" in text for text in body("one project", "zh", form))


def test_money_above_the_threshold_is_said_in_yi():
    text = "".join(body("large", "zh", "briefing"))
    assert "需配套16.91亿元，已拨付5.50亿元" in text
    assert "亿元" not in "".join(body("one project", "zh", "briefing"))


def test_next_steps_say_who_must_pay_how_much_until_when():
    text = "".join(body("with a schedule", "zh", "briefing"))
    assert "低保尚需81.5万元（民政局）" in text
    assert "道路（交通局）已过期限，尚需拨付124.2万元" in text
    assert "养老（民政局）2020年1月、2020年2月没有拨付，应补拨或核对" in text
    assert "2020年10月31日前应拨付完毕" in text


def test_the_circular_ranks_units_and_names_those_below_the_rate_of_all():
    document = letter("two funds, levels", "zh", "circular")
    (ranking,) = [block for block in document.blocks if isinstance(block, Table) and block.key == "by-unit"]
    units = [row[0].text for row in ranking.rows]
    assert units[:2] == ["交通局", "民政局"]
    text = "".join(body("two funds, levels", "zh", "circular"))
    assert "合计拨付率为54.4%。高于合计拨付率的单位有1个：交通局（69.9%）。" in text
    assert "予以通报" not in text  # 民政局 (26.8%) is under the rate of all, and ahead of the time elapsed (18.3%)


def test_those_who_share_a_place_are_named_together():
    payments = [
        (day(1, 2), name, "甲", 10000.0 * share, "") for name, share in zip(ALL_FIVE, (9, 9, 5, 1, 1), strict=True)
    ]
    more = [("项目六", 10), ("项目七", 10)]
    given, settings = dossier(plan(*((name, 10) for name in ALL_FIVE), *more), ledger(*payments))
    text = "".join(texts(compose_letter(given, settings)))
    assert "居前的项目：项目一、项目二（均为90.0%）。" in text
    assert "靠后项目：项目四、项目五（均为10.0%）。" in text
    assert "尚未发生拨付的项目有2个：项目六、项目七。" in text


def test_many_laggards_are_a_table_and_a_few_sentences():
    for form in ("briefing", "circular"):
        document = letter("thirty laggards", "zh", form)
        (behind,) = [block for block in document.blocks if isinstance(block, Table) and block.key == "behind"]
        assert len(behind.rows) == 30
        text = "".join(body("thirty laggards", "zh", form))
        assert "进度滞后的项目有30个" in text
        assert text.count("少拨") < 6


def test_the_evaluation_has_its_table_and_its_scores_in_words():
    document = letter("two funds, levels", "zh", "evaluation")
    assert [block.title for block in document.blocks if isinstance(block, Table)][:2] == ["配套资金", "管护资金"]
    assert "配套资金分值10分，执行率54.4%，得分5.44分；" in "".join(texts(document))


def test_problems_are_errors_and_warnings_alone_with_what_an_official_list_has():
    document = letter("incomplete", "zh", "briefing")
    (problems,) = [block for block in document.blocks if isinstance(block, Table) and block.key == "problems"]
    assert [column.label for column in problems.columns][1:] == ["项目", "问题", "原因", "措施", "级别"]
    assert {row[-1].text for row in problems.rows} <= {"错误", "警告"}
    document = letter("with a schedule", "zh", "briefing")
    (problems,) = [block for block in document.blocks if isinstance(block, Table) and block.key == "problems"]
    assert [column.label for column in problems.columns][1:] == [
        *("项目", "责任单位", "问题", "金额", "原因", "措施", "时限", "级别"),
    ]
    (amount,) = {row[4].text for row in problems.rows if row[1].text == "公园"}
    assert amount == "50,000.00"  # as the sentence beside it says it


def test_a_long_list_of_problems_is_cut_and_says_where_the_rest_stands():
    payments = [(day(1 + n % 6, 2), f"甲乙{chr(0x4E30 + n)}", "丙", "待定", "") for n in range(MOST_PROBLEMS + 8)]
    given, settings = dossier(plan(("道路", 10)), ledger(*payments))
    (problems,) = letter_tables(given, settings)["problems"]
    grave = [found for found in given.outcome.findings if found.severity != "info"]
    assert len(grave) > len(problems.rows) == MOST_PROBLEMS
    (note,) = problems.notes
    assert f"其余 {len(grave) - MOST_PROBLEMS} 条" in note
    assert ".xlsx" in note


def test_what_was_asked_for_and_stands_in_the_letter_is_not_repeated():
    given, settings = dossier_of("two funds, levels")
    asked = replace(given, asked=replace(given.asked, views=tuple(given.views["unit"] + given.views["month"])))
    tables = [block for block in compose_letter(asked, settings).blocks if isinstance(block, Table)]
    assert [table.title for table in tables].count("按责任单位") == 1
    (by_month,) = [table for table in tables if table.title == "按月份"]
    assert by_month.caption == "单位:万元"
    own = compose_letter(asked, settings, ("own.txt", "甲\n[annex asked | 查询结果]\n"))
    assert [block.title for block in own.blocks if isinstance(block, Table)] == ["按责任单位", "按月份"]


@pytest.mark.parametrize("count", [MOST_PAYMENTS, MOST_PAYMENTS + 1])
def test_more_payments_than_a_letter_holds_are_a_sentence(count):
    payments = [(day(1 + n % 6, 9), "道路", "甲", 100.0 + n, "") for n in range(count)]
    found, settings = dossier(plan(("道路", 1000)), ledger(*payments))
    details = pipeline.trace(found.outcome, settings)
    (table,) = letter_tables(replace(found, asked=Additions(details=details)), settings)["asked"]
    assert (len(table.rows) > count) == (count == MOST_PAYMENTS)
    if count > MOST_PAYMENTS:
        assert table.columns == ()
        assert f"共 {count} 笔" in table.notes[0]


def test_steps_add_up_to_what_is_unpaid():
    document = letter("with a schedule", "zh", "briefing")
    (steps,) = [block for block in document.blocks if isinstance(block, Table) and block.key == "steps"]
    place = [column.key for column in steps.columns].index("undisbursed")
    sums, rows = Decimal(0), 0
    for number, row in enumerate(steps.rows):
        if number in steps.totals:
            assert Decimal(row[place].text) == sums
            sums, rows = Decimal(0), rows + 1
        else:
            sums += Decimal(row[place].text)
    assert rows == 2


def test_settings_say_who_signs_to_whom_and_when():
    toml = '[document]\norganisation = "区财政局"\nto = "区政府"\nnumber = "财〔2020〕1号"\ncontact = "甲 123"\nday = 2020-04-20\n'
    given, settings = dossier(
        plan(("道路", 10)), ledger((day(1, 2), "道路", "甲", 5.0, "")), toml=toml, form="circular"
    )
    roles = {block.role: block.text for block in compose_letter(given, settings).blocks if isinstance(block, Paragraph)}
    assert roles["sign"] == "区财政局"
    assert roles["to"] == "区政府："
    assert roles["number"] == "财〔2020〕1号"
    assert roles["day"] == "2020年4月20日"
    assert roles["note"] == "（联系人：甲 123）"


# --- Text of a workbook is text ---------------------------------------------------------------------------

HOSTILE = (
    *("## 甲", "##. 甲", "# 甲", "[table projects]", "[annex projects | 甲]", "[table nothing]", "> sign: 甲", "> 甲"),
    *("{{ 7*7 }}", "{% raw %}", "{# 甲 #}", "% if x", "甲\n## 乙", "甲\n\n[table projects]", "\ue000甲", "\ue001"),
)


@pytest.mark.parametrize("form", FORMS)
def test_no_name_of_a_workbook_is_a_heading_a_table_or_a_template(form):
    def shape(names):
        sheets = (
            Sheet(
                "计划",
                [["2020年资金筹集方案"], ["单位:万元"], ["项目名称", "类别", "责任单位", "计划资金"]]
                + [[name, name, name, 10] for name in names],
            ),
            ledger(*((day(1, 2), name, name, 100.0 * n, "") for n, name in enumerate(names))),
        )
        given, settings = dossier(*sheets, form=form, programme=names[0], toml=f'[document]\nto = "{len(names)}"')
        return [
            (type(block).__name__, getattr(block, "role", ""), getattr(block, "level", 0), getattr(block, "key", ""))
            for block in compose_letter(given, settings).blocks
        ]

    assert shape(HOSTILE) == shape([f"项目{chr(65 + n)}" for n in range(len(HOSTILE))])


def test_a_name_like_a_template_stands_in_the_text_as_it_is():
    given, settings = dossier(plan(("{{ 7*7 }}", 10), ("[table x]", 5)))
    whole = "".join(texts(compose_letter(*dossier(plan(("{{ 7*7 }}", 10)), ledger((day(1, 2), "甲", "乙", 5.0, ""))))))
    assert "尚未发生拨付的项目有1个：{{ 7*7 }}。" in whole
    assert settings.document.form == "briefing"
    assert given.outcome.statement.lines[1].project == "[table x]"
