"""T061: so much of a year's payments in December that somebody will ask."""

from datetime import date
from typing import Any

from minsheng_funds import pipeline
from minsheng_funds.model import Finding, Source
from tests.support import Sheet, day, ledger, plan, settings_of, xlsx

NOVEMBER, DECEMBER = day(11, 30), day(12, 1)
LAST = date(2020, 12, 31)


def found(*payments: tuple[Any, str, Any], toml: str = "", planned: bool = True, **given: Any) -> list[Finding]:
    """The findings over payments of (date, project, 万元), the first in row 4, as of the year's end."""
    rows = [(when, project, "单位", amount, "") for when, project, amount in payments]
    projects = dict.fromkeys(project for _, project, _ in payments)
    sheets: list[Sheet] = [plan(*((project, 5_000) for project in projects))] if planned else []
    content = xlsx(*sheets, ledger(*rows, unit="万元"))
    _, checked = pipeline.check([Source("b.xlsx", content)], settings_of(toml, **{"as_of": LAST, **given}))
    return [finding for finding in checked.findings if finding.code == "T061"]


def test_december_is_a_rush_from_its_share_and_its_amount_on():
    assert [f.actual for f in found((NOVEMBER, "甲", 150), (DECEMBER, "甲", 100))] == [100_000_000]
    assert found((NOVEMBER, "甲", 150.000001), (DECEMBER, "甲", 100)) == []
    assert found((NOVEMBER, "甲", 1), (DECEMBER, "甲", 99.999999)) == []
    settings = '[check.T061]\namount = "10万元"\nshare = 33.5'
    assert len(found((NOVEMBER, "甲", 66.5), (DECEMBER, "甲", 33.5), toml=settings)) == 1
    assert found((NOVEMBER, "甲", 66.500001), (DECEMBER, "甲", 33.5), toml=settings) == []


def test_its_cells_are_the_largest_payments_of_december():
    days = [(day(12, number), "甲", amount) for number, amount in ((1, 10), (2, 70), (3, 20), (4, 30))]
    (finding,) = found((NOVEMBER, "甲", 1), *days)
    assert [str(origin) for origin in finding.origins] == ["b.xlsx!台账!D6", "b.xlsx!台账!D8", "b.xlsx!台账!D7"]


def test_a_fund_of_several_projects_is_judged_as_a_whole_before_each_of_them():
    fund, project = found((NOVEMBER, "甲", 100), (DECEMBER, "乙", 120))
    assert (fund.project, project.project) == ("", "乙")
    assert fund.message.zh == "配套资金:12月拨付 1,200,000.00元,占当年拨付 2,200,000.00元 的 54.5%(界限 40%)"
    assert [item.project for item in found((NOVEMBER, "甲", 60), (DECEMBER, "甲", 120))] == ["甲"]


def test_many_small_rushes_are_one_of_their_fund():
    (fund,) = found((NOVEMBER, "甲", 10), (DECEMBER, "甲", 60), (DECEMBER, "乙", 60))
    assert (fund.project, fund.actual) == ("", 120_000_000)


def test_refunds_count_and_so_do_payments_without_a_day_in_the_year_alone():
    assert found((NOVEMBER, "甲", 100), (DECEMBER, "甲", 120), (day(12, 2), "甲", -30)) == []
    assert found((NOVEMBER, "甲", 100), ("", "甲", 81), (DECEMBER, "甲", 120)) == []
    assert len(found((NOVEMBER, "甲", 100), ("", "甲", 80), (DECEMBER, "甲", 120))) == 1


def test_before_december_nothing_is_said_and_after_the_year_it_still_is():
    rows = ((NOVEMBER, "甲", 100), (DECEMBER, "甲", 120))
    assert found(*rows, as_of=date(2020, 11, 30)) == []
    assert len(found(*rows, as_of=DECEMBER)) == 1
    assert len(found(*rows, as_of=date(2021, 1, 31))) == 1


def test_a_ledger_of_december_alone_holds_no_year_to_compare_with():
    assert found((DECEMBER, "甲", 120), (day(12, 20), "乙", 120)) == []


def test_without_a_plan_the_ledger_s_projects_are_judged_as_it_names_them():
    whole, project = found((NOVEMBER, "甲", 100), (DECEMBER, "乙", 120), planned=False)
    assert whole.message.zh.startswith("全部拨付:12月拨付 1,200,000.00元")
    assert project.message.en.startswith("乙: 1,200,000.00 yuan was paid in December, 100.0% of the year's")


def test_excluded_projects_are_in_no_fund():
    assert found((NOVEMBER, "甲", 100), (DECEMBER, "乙", 120), exclude=("乙",)) == []
