"""What a roll-up shows: whose figures are complete, long rankings from both ends, who lags, what was assumed."""

import pytest

from minsheng_funds import pipeline
from minsheng_funds.statements.rollup import MOST_ROWS, USUAL_TOP
from tests.bureaus import book, case_of, many, settings_for, twelve
from tests.support import sums


def rows_of(view):
    return {row.key[0]: row for row in view.rows}


def test_a_bureau_whose_own_figures_are_complete_is_not_in_doubt_for_others():
    rollup = twelve()
    matching, maintenance = (rows_of(view) for view in rollup.views["bureau"])
    assert [name for name, row in matching.items() if not row.complete] == ["辛县"]
    assert all(row.complete for row in maintenance.values())  # what could not be read is of the other fund
    assert not rollup.views["bureau"][0].total.complete


@pytest.mark.parametrize("name", ["project", "class", "level", "unit"])
def test_what_is_of_several_bureaus_is_incomplete_where_one_is_missing(name):
    assert not any(row.complete for view in twelve().views[name] for row in view.rows)


def test_without_anything_missing_all_is_complete():
    assert all(row.complete for views in many(3).views.values() for view in views for row in view.rows)


def test_bureaus_that_tie_share_a_rank_and_the_next_is_skipped():
    ranks = {name: row.rank for name, row in rows_of(twelve().views["bureau"][0]).items()}
    assert (ranks["乙县"], ranks["丙县"], ranks["辛县"]) == (3, 3, 5)


def test_a_short_view_is_not_cut_and_a_long_one_is_cut_from_both_ends():
    assert twelve().shortened == twelve().views
    rollup = many(MOST_ROWS + 1)
    short, whole = rollup.shortened["bureau"][0], rollup.views["bureau"][0]
    assert len(short.rows) == 2 * USUAL_TOP
    assert short.left_out == len(whole.rows) - len(short.rows)
    assert [row.key for row in short.rows] == [row.key for row in (*whole.rows[:10], *whole.rows[-10:])]


def test_what_is_left_out_and_what_is_shown_make_the_total():
    short = many(MOST_ROWS + 1).shortened["bureau"][1]
    assert short.others is not None
    for measure in ("required", "disbursed"):
        shown = sums(getattr(row.figures, measure) for row in short.rows)
        rest = getattr(short.others.figures, measure)
        assert shown + rest == getattr(short.total.figures, measure)
    assert short.others.projects is None  # the same project of many bureaus is one


def test_whoever_ties_with_the_last_that_is_shown_is_shown_too():
    first = twelve(top=3).shortened["bureau"][0]
    assert [row.key[0] for row in first.rows if (row.rank or 9) <= 3] == ["庚县", "甲县", "乙县", "丙县"]


def test_nobody_lags_for_an_amount_in_doubt():
    lagging = {standing.bureau for ranking in twelve().rankings for standing in ranking.laggards}
    assert "丁县" in lagging
    drinking = next(ranking for ranking in twelve().rankings if ranking.project == "农村饮水")
    assert next(found.lags for found in drinking.standings if found.bureau == "辛县") is False


def test_an_assumption_is_kept_in_words_with_its_place_and_without():
    (assumed,) = twelve().done[0].assumptions
    assert assumed.here.zh == "甲县.xlsx!进度:计划只有一栏金额、未分级次,视为本级资金"
    assert assumed.anywhere.en == "workbooks: one amount column without levels, taken as own level"


def test_a_roll_up_of_nothing_but_failures_has_no_rows():
    rollup = pipeline.roll_up([case_of("甲县", b"PK\x03\x04", settings_for())], settings_for())
    assert rollup.statement.totals == {}
    assert all(views == () for views in (*rollup.views.values(), *rollup.shortened.values()))


def test_excluded_lines_stand_with_their_bureaus():
    settings = settings_for(exclude=("农村饮水",))
    rollup = pipeline.roll_up([case_of(name, book((1, 2, 3, n)), settings) for n, name in enumerate("甲乙")], settings)
    assert [(line.bureau, line.project) for line in rollup.statement.excluded] == [
        ("甲", "农村饮水"),
        ("乙", "农村饮水"),
    ]
