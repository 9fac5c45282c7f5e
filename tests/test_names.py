"""A payment belongs to a plan row by name after normalisation, by code or by alias; never by likeness."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minsheng_funds.names import Names, is_excluded, normal
from minsheng_funds.reading.values import squeeze

thorough = settings(max_examples=200, deadline=None)
written = st.characters(codec="gb18030", categories=["L", "N", "P", "Zs"])
PLANNED = "农村改厕(含管护)"


def planned(*projects: tuple[str, str], aliases: dict[str, str] | None = None) -> Names:
    """A plan of (name, code)."""
    names = Names(aliases or {})
    for name, code in projects:
        names.add(name, code)
    return names


@pytest.mark.parametrize(
    "name",
    [
        "农村改厕(含管护)",
        "农村改厕（含管护）",
        " 农村 改厕\t(含管护)\n",
        "农村改厕　【含管护】",
        "农村改厕〔含管护〕",
        "农村改厕[含管护]",
        "农村改厕《含管护》",
    ],
)
def test_spaces_widths_and_brackets_make_no_difference(name: str) -> None:
    assert normal(name) == PLANNED
    assert planned((PLANNED, "")).find(name, "") == (PLANNED, False)
    assert planned((name, "")).find(PLANNED, "") == (PLANNED, False)


@pytest.mark.parametrize(
    "name", ["农村改厕", "农村改厕(含管护)资金", "农村改厕(不含管护)", "农村改厠(含管护)", "", "改厕"]
)
def test_a_name_that_is_only_alike_does_not_match(name: str) -> None:
    assert planned((PLANNED, "")).find(name, "") == (None, False)


@thorough
@given(st.text(written, max_size=20))
def test_normalising_twice_changes_nothing(name: str) -> None:
    assert normal(normal(name)) == normal(name)
    assert normal(f" {name}　") == normal(name)


@thorough
@given(st.text(written, max_size=20))
def test_names_are_compared_as_cells_were_read(name: str) -> None:
    """Reading squeezes a cell before the statement sees it; both must mean the same by 'the same name'."""
    assert normal(squeeze(name)) == normal(name)


def test_adding_gives_the_name_that_find_gives() -> None:
    names = Names({})
    assert names.add("农村 改厕（含管护）", "P01") == PLANNED
    assert names.find(PLANNED, "") == (PLANNED, False)


def test_a_code_finds_a_project_of_another_name() -> None:
    names = planned(("美丽乡村建设", "P01"), ("农村改厕", "P02"))
    assert names.find("改厕工程", "P02") == ("农村改厕", False)
    assert names.find("改厕工程", " Ｐ０２ ") == ("农村改厕", False)
    assert names.find("改厕工程", "P03") == (None, False)
    assert names.find("改厕工程", "") == (None, False)


def test_a_name_without_a_code_or_with_an_unknown_one_still_matches() -> None:
    names = planned(("美丽乡村建设", "P01"), ("农村改厕", ""))
    assert names.find("美丽乡村建设", "") == ("美丽乡村建设", False)
    assert names.find("美丽乡村建设", "P99") == ("美丽乡村建设", False)
    assert names.find("农村改厕", "P99") == ("农村改厕", False)


def test_a_name_and_a_code_of_two_projects_contradict_each_other() -> None:
    names = planned(("美丽乡村建设", "P01"), ("农村改厕", "P02"))
    assert names.find("美丽乡村建设", "P02") == (None, True)


def test_a_code_that_two_projects_share_decides_nothing_by_itself() -> None:
    names = planned(("美丽乡村建设", "P01"), ("农村改厕", "P01"))
    assert names.find("改厕工程", "P01") == (None, True)
    assert names.find("农村改厕", "P01") == ("农村改厕", False)


def test_an_alias_leads_from_the_ledgers_name_to_the_plans() -> None:
    names = planned((PLANNED, "P01"), aliases={"改 厕": "农村改厕（含管护）"})
    assert names.find("改厕", "") == (PLANNED, False)
    assert names.find("改厕 ", "P01") == (PLANNED, False)
    assert names.find("改厕项目", "") == (None, False)


def test_an_alias_to_a_project_that_is_not_planned_matches_nothing() -> None:
    assert planned(("美丽乡村建设", ""), aliases={"改厕": "农村改厕"}).find("改厕", "") == (None, False)


def test_an_alias_joins_two_rows_of_the_plan() -> None:
    names = Names({"改厕": "农村改厕"})
    assert names.add("改厕", "") == names.add("农村改厕", "") == "农村改厕"
    assert names.find("改厕", "") == ("农村改厕", False)


@pytest.mark.parametrize(
    ("name", "exclusions", "excluded"),
    [
        ("棚户区改造", ["棚户区改造"], True),
        ("城镇 棚户区改造（二期）", ["棚户区改造"], True),
        ("棚户区改造(二期)", ["棚户区改造（二期）"], True),
        ("棚户区", ["棚户区改造"], False),
        ("老旧小区改造", ["棚户区改造", "小区改造"], True),
        ("农村改厕", ["棚户区改造"], False),
        ("农村改厕", [], False),
        ("", ["棚户区改造"], False),
    ],
)
def test_a_project_is_excluded_where_its_name_contains_an_excluded_one(
    name: str, exclusions: list[str], excluded: bool
) -> None:
    assert is_excluded(name, exclusions) is excluded


@pytest.mark.parametrize("blank", ["", " ", "　"])
def test_a_blank_exclusion_excludes_nothing(blank: str) -> None:
    assert not is_excluded("农村改厕", [blank])
