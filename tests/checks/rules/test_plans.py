"""Rules about plans at their boundaries, and the cells that they name."""

from typing import Any

import pytest

from minsheng_funds import pipeline
from minsheng_funds.model import Finding, Source
from tests.support import Sheet, codes, origins, run, settings_of, xlsx


def table(header: tuple[str, ...], *rows: tuple[Any, ...], name: str = "计划", unit: str = "万元") -> Sheet:
    """A table of 2020, its header in row 3 and its first project in row 4."""
    return Sheet(name, [[f"2020年{name}"], [f"单位:{unit}"], header, *rows])


def found(code: str, *sheets: Sheet, toml: str = "", **given: Any) -> list[Finding]:
    _, checked = pipeline.check([Source("b.xlsx", xlsx(*sheets))], settings_of(toml, **given))
    return [finding for finding in checked.findings if finding.code == code]


def cells(findings: list[Finding]) -> list[str]:
    return [" ".join(str(origin).partition("!")[2] for origin in finding.origins) for finding in findings]


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        (("项目名称", "计划资金"), "B5"),
        (("项目名称", "中央", "省级", "区级"), "D5"),
        (("项目名称", "类别", "计划资金", "已拨付"), "C5"),
    ],
)
def test_a_blank_plan_is_said_where_the_own_level_s_amount_belongs(header, cell):
    numbers = [10] * (len(header) - 1)
    rows = [("甲", *numbers), ("乙", *[""] * len(numbers)), ("丙", *numbers)]
    assert cells(found("P001", table(header, *rows))) == [f"计划!{cell}"]


def test_a_plan_without_a_column_of_the_own_level_says_a_blank_row_at_its_name():
    rows = [("甲", 10, 20), ("乙", "", ""), ("丙", 10, 20)]
    assert cells(found("P001", table(("项目名称", "中央", "省级"), *rows))) == ["计划!A5"]


def test_parts_and_total_agree_to_the_fen():
    header = ("项目名称", "合计", "省级", "区级")
    assert found("P004", table(header, ("甲", 100, 60, 40))) == []
    (finding,) = found("P004", table(header, ("甲", 100.000001, 60, 40)))
    assert (finding.expected, finding.actual, finding.difference) == (100_000_000, 100_000_001, 1)


HEADER = ("项目名称", "任务量(人)", "补助标准(元/人)", "省级分担比例", "区级分担比例", "区级")


@pytest.mark.parametrize(
    ("stated", "count"), [(144000, 0), (144000.01, 0), (143999.99, 0), (144000.02, 1), (143999.98, 1)]
)
def test_a_fen_is_rounding_and_two_are_a_difference_from_the_computed_need(stated, count):
    assert len(found("P020", table(HEADER, ("甲", 1200, 600, 80, 20, stated), unit="元"))) == count


def test_a_stated_amount_of_another_table_is_named_at_the_cell_of_its_level():
    amounts = table(("项目名称", "省级", "区级"), ("甲", 576000, 150000), unit="元")
    needs = table(HEADER[:5], ("甲", 1200, 600, 80, 20), name="测算", unit="元")
    assert cells(found("P020", amounts, needs)) == ["计划!C4 测算!B4 测算!C4 测算!E4"]


@pytest.mark.parametrize(
    ("header", "row", "cell"),
    [
        ((*HEADER[:2], "补助标准", *HEADER[3:]), ("甲", 1200, 600, 80, 20, 1), "C4"),
        ((*HEADER[:2], "补助标准(元/人·月)", *HEADER[3:]), ("甲", 1200, 600, 80, 20, 1), "C4"),
        (("项目名称", "任务量", "计量单位", *HEADER[2:]), ("甲", 1.5, "万元人", 600, 80, 20, 1), "C4"),
    ],
)
def test_what_is_not_sure_enough_to_compute_is_named_at_the_cell_that_is_not(header, row, cell):
    assert cells(found("P024", table(header, row, unit="元"))) == [f"计划!{cell}"]


def test_a_need_that_nobody_knows_is_said_where_its_amount_belongs():
    shares = ("甲", 1200, 600, 70, 20, "")
    assert cells(found("P025", table(HEADER, shares, unit="元"))) == ["计划!F4"]


def test_a_year_and_codes_are_named_in_their_own_columns():
    years = table(("项目名称", "年度", "计划金额"), ("甲", 2020, 10), ("乙", 2019, 20))
    assert cells(found("P003", years)) == ["计划!B5"]
    codes = table(("项目编码", "项目名称", "计划资金"), ("01", "甲", 10), ("02", "甲", 20))
    assert cells(found("P055", codes)) == ["计划!A4 计划!A5"]
    other = table(("项目名称", "项目编码", "计划数", "已拨付"), ("丙", "01", 10, 5), name="进度表")
    assert cells(found("P009", codes, other)) == ["计划!A4 进度表!B4"]


def test_a_cut_is_below_zero_only_where_more_is_cut_than_there_was():
    header = ("项目名称", "计划资金")
    assert found("P031", table(header, ("甲", 5), ("甲", -5), ("乙", 1))) == []
    assert cells(found("P031", table(header, ("甲", 5), ("甲", -5.000001), ("乙", 1)))) == ["计划!B5"]


def test_shares_make_a_hundred_exactly():
    header = (*HEADER[:5], "省级", "区级")
    assert found("P022", table(header, ("甲", 1200, 600, "80%", "20%", 576000, 144000), unit="元")) == []
    (finding,) = found("P022", table(header, ("甲", 1200, 600, "80%", "20.1%", 576000, 144000), unit="元"))
    assert finding.actual == "100.1"


def test_a_project_whose_nature_is_not_known_is_named():
    sheet = table(("项目名称", "资金类别", "计划资金"), ("甲", "配套", 10), ("乙", "维修", 5))
    assert [finding.project for finding in found("P005", sheet)] == ["乙"]


def test_a_blank_own_amount_is_said_once_a_table_and_not_where_a_dash_or_another_row_says_it():
    header = ["项目名称", "省级", "区级"]
    rows = [["甲", 60, 40], ["乙", 30, None], ["丙", 20, "—"], ["丁", 5, None], ["丁", None, 7], ["戊", 5, 1]]
    rows += [[f"己{number}", 10, 10] for number in range(10)]
    outcome = run(Sheet("计划", [["2020年资金计划"], ["单位:万元"], header, *rows]))
    assert origins(outcome, "P011") == ["book.xlsx!计划!C5"]
    assert "P012" not in codes(outcome)


def test_a_fund_left_blank_is_said_only_where_other_rows_of_the_table_name_theirs():
    header = ["项目名称", "资金类别", "计划资金"]
    top = [["2020年资金计划"], ["单位:万元"], header]
    some = run(Sheet("计划", [*top, ["甲", "管护", 1], ["乙", None, 2], ["丙", None, 3]]))
    assert origins(some, "P013") == ["book.xlsx!计划!B5", "book.xlsx!计划!B6"]
    none = run(Sheet("计划", [*top, ["甲", None, 1], ["乙", None, 2]]))
    assert "P013" not in codes(none)
