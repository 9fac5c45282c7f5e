"""Ledgers whose project or nature stands outside the rows: in a caption, the sheet's name, the title."""

import pytest

from minsheng_funds.model import Source
from minsheng_funds.reading.ledgers.names import project_of_sheet
from tests.support import (
    Sheet,
    assumed,
    codes,
    csv_bytes,
    day,
    disbursed,
    finding,
    ledger,
    line,
    origins,
    plan,
    run,
    table,
    xlsx,
)  # fmt: skip

PLAN = plan(("美丽乡村建设", 9000.0), ("农村改厕", 9000.0), unit="元")
HEADER = ["拨付日期", "收款单位", "拨付金额", "备注"]


def rows(*amounts: float) -> list[list[object]]:
    return [[day(1, n), f"单位{n}", amount, ""] for n, amount in enumerate(amounts, 1)]


@pytest.mark.parametrize(
    "caption",
    [
        ["项目名称:美丽乡村建设"],
        ["项目:美丽乡村建设", "", "单位:元"],
        ["项目名称:", "美丽乡村建设"],
        ["项目名称:美丽乡村建设    实施单位:某局"],
        ["项目名称:美丽乡村建设 截止日期:2020年4月17日"],
        ["项目名称：美丽乡村建设"],
    ],
)
def test_a_caption_names_the_project_of_a_ledger_without_a_column_for_it(caption):
    outcome = run(PLAN, Sheet("Sheet1", [["拨付台账"], caption, ["单位:元"], HEADER, *rows(5.0, 6.0, 7.0)]))
    assert disbursed(outcome) == {"美丽乡村建设": 1800, "农村改厕": 0}
    assert codes(outcome) == []


def test_one_sheet_a_project_takes_it_from_the_sheets_name_and_says_so():
    sheets = [Sheet(name, [["单位:元"], HEADER, *rows(5.0, 6.0)]) for name in ("美丽乡村建设", "农村改厕")]
    outcome = run(PLAN, *sheets)
    assert disbursed(outcome) == {"美丽乡村建设": 1100, "农村改厕": 1100}
    assert "project-sheet" in assumed(outcome)
    assert codes(outcome) == []


@pytest.mark.parametrize(
    "name",
    [
        "Sheet1",
        "1月",
        "2020年3月",
        "台账",
        "支付明细",
        "第一季度",
        "东镇",
        "财政局",
        "2020年民生工程资金拨付台账",
        "工作表1",
    ],
)
def test_a_sheet_whose_name_says_nothing_is_refused_with_a_hint(name):
    outcome = run(PLAN, Sheet(name, [["单位:元"], HEADER, *rows(5.0, 6.0)]))
    assert origins(outcome, "F011") == [f"book.xlsx!{name}!A2"]
    assert "项目名称:" in finding(outcome, "F011").remedy.zh
    assert not outcome.statement.complete
    assert project_of_sheet(name) == ""


@pytest.mark.parametrize("name", ["2020年农村改厕拨付明细", "农村改厕台账", "农村改厕资金支付明细表"])
def test_the_words_around_a_project_in_a_sheets_name_are_no_part_of_it(name):
    outcome = run(PLAN, Sheet(name, [["单位:元"], HEADER, *rows(5.0, 6.0)]))
    assert disbursed(outcome)["农村改厕"] == 1100


def test_the_caption_wins_over_the_sheets_name():
    outcome = run(PLAN, Sheet("农村改厕", [["项目名称:美丽乡村建设"], ["单位:元"], HEADER, *rows(5.0)]))
    assert disbursed(outcome) == {"美丽乡村建设": 500, "农村改厕": 0}


def test_a_csv_is_named_by_its_file():
    content = csv_bytes([["单位:元"], HEADER, ["2020-01-02", "某", "5.00", ""]])
    outcome = run(xlsx(PLAN), Source("农村改厕.csv", content))
    assert disbursed(outcome)["农村改厕"] == 500


def test_stacked_blocks_of_one_sheet_each_take_their_own_caption():
    """The header is repeated over each block: not a page's, another project's."""
    first = [["项目名称:美丽乡村建设"], HEADER, *rows(5.0, 6.0), ["合计", "", 11.0, ""]]
    second = [[], ["项目名称:农村改厕"], HEADER, *rows(7.0, 8.0), ["合计", "", 15.0, ""]]
    outcome = run(PLAN, Sheet("Sheet1", [["单位:元"], *first, *second]))
    assert disbursed(outcome) == {"美丽乡村建设": 1100, "农村改厕": 1500}
    assert codes(outcome) == []


def test_a_payee_that_reads_like_a_total_stays_a_payment_of_the_sheets_project():
    body = [[day(1, 1), "Total Energies", 5.0, ""], [day(1, 2), "税费合计", 6.0, ""], ["", "合计", 11.0, ""]]
    outcome = run(PLAN, Sheet("农村改厕", [["单位:元"], HEADER, *body]))
    assert disbursed(outcome)["农村改厕"] == 1100
    assert codes(outcome) == []


def test_a_ledger_without_a_project_column_above_one_with_it_is_not_passed_over():
    top = [["单位:元"], HEADER, *rows(5.0), []]
    outcome = run(PLAN, Sheet("Sheet1", [*top, ["拨付日期", "项目名称", "拨付金额"], [day(2, 1), "农村改厕", 7.0]]))
    assert disbursed(outcome)["农村改厕"] == 700
    assert origins(outcome, "F011") == ["book.xlsx!Sheet1!A2"]
    assert not outcome.statement.complete


def test_a_list_of_people_and_dates_without_money_is_no_ledger():
    outcome = run(PLAN, Sheet("会议", [["日期", "收款人", "备注"], [day(1, 1), "张三", "参会"]]))
    assert codes(outcome) == ["F010"]


def test_one_sheet_a_month_or_a_town_with_a_project_column_is_read_altogether():
    sheets = [
        ledger(*[[day(m, n), "农村改厕", f"{name}单位{n}", 1.0, ""] for n in (1, 2)], name=name)
        for m, name in enumerate(("1月", "东镇", "西镇"), 1)
    ]
    outcome = run(PLAN, *sheets)
    assert disbursed(outcome)["农村改厕"] == 600
    assert codes(outcome) == []


BOTH = Sheet(
    "计划",
    [
        ["单位:元"],
        ["项目名称", "资金类别", "计划资金"],
        ["甲", "配套", 500.0],
        ["甲", "管护", 100.0],
        ["乙", "管护", 50.0],
    ],
)
PAID = [[day(1, 1), "甲", "某", 30.0, ""], [day(1, 2), "乙", "某", 20.0, ""]]


@pytest.mark.parametrize("given", [{"title": "2020年管护资金拨付台账"}, {"name": "管护资金"}])
def test_a_title_or_a_sheets_name_gives_the_nature_of_its_payments(given):
    outcome = run(BOTH, ledger(*PAID, **given))
    assert line(outcome, "甲", "maintenance").figures.disbursed == 3000
    assert line(outcome, "乙", "maintenance").figures.disbursed == 2000
    assert line(outcome, "甲").figures.disbursed == 0
    assert "nature-title" in assumed(outcome)
    assert codes(outcome) == []


def test_a_file_named_after_its_funds_gives_the_nature_of_its_payments():
    outcome = run(xlsx(BOTH), Source("2020年配套资金台账.xlsx", xlsx(ledger(PAID[0]))))
    assert line(outcome, "甲").figures.disbursed == 3000
    assert codes(outcome) == []


def test_a_title_of_both_natures_gives_none():
    outcome = run(BOTH, ledger(*PAID, title="2020年配套资金和管护资金台账"))
    assert "X002" in codes(outcome)


def test_a_title_of_both_natures_is_not_outvoted_by_the_files_name():
    sheet = ledger(*PAID, title="2020年配套资金和管护资金台账")
    assert "X002" in codes(run(xlsx(BOTH), Source("配套资金.xlsx", xlsx(sheet))))


def test_maintenance_payments_of_a_project_planned_for_matching_alone_are_in_no_rate():
    outcome = run(plan(("甲", 500.0), unit="元"), ledger(PAID[0], title="2020年管护资金拨付台账"))
    assert disbursed(outcome) == {"甲": 0}
    assert finding(outcome, "X001").actual == 3000


def test_two_amount_columns_each_of_a_nature_are_both_read():
    header = ["拨付日期", "项目名称", "配套资金拨付金额", "管护资金拨付金额"]
    outcome = run(BOTH, Sheet("台账", [["单位:元"], header, [day(1, 1), "甲", 30.0, 4.0]]))
    assert line(outcome, "甲").figures.disbursed == 3000
    assert line(outcome, "甲", "maintenance").figures.disbursed == 400
    assert codes(outcome) == []


def test_a_nature_column_wins_over_the_title():
    header = ["拨付日期", "项目名称", "资金类别", "拨付金额"]
    sheet = Sheet("管护资金", [["单位:元"], header, [day(1, 1), "甲", "配套", 30.0]])
    outcome = run(BOTH, sheet)
    assert line(outcome, "甲").figures.disbursed == 3000
    assert table(outcome, "管护资金").rows == 1
