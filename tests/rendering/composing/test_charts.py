"""Charts as data: every mark is a figure of the statement, nothing is drawn that is not known."""

from datetime import date

from minsheng_funds.model import Additions, Dossier
from minsheng_funds.pipeline import dossier
from minsheng_funds.rendering.composing.charts import report_charts
from minsheng_funds.rendering.composing.report import projects_table
from minsheng_funds.rendering.document import Cell, Chart, Series
from minsheng_funds.rendering.words import Words
from minsheng_funds.settings import Settings
from tests.support import day, ledger, plan, run, settings_of
from tests.test_examples import SETS, read

AS_OF = date(2020, 4, 17)


def made(outcome, **given) -> tuple[Dossier, dict[str, Chart]]:
    settings = Settings(**given)
    found = dossier(outcome, settings, Additions())
    charts = report_charts(outcome.statement, found.views, Words(settings))
    return found, {chart.key: chart for chart in charts}


def drawn(series: Series) -> list[Cell]:
    return [cell for cell in series.cells if cell is not None]


def test_the_rates_of_the_example_are_those_of_the_table_of_projects_the_highest_first():
    outcome = read(SETS["xlsx"])
    _, charts = made(outcome)
    table = projects_table(outcome.statement, Words(Settings()))
    places = [column.key for column in table.columns]
    project, nature, rate = (places.index(key) for key in ("project", "nature", "rate"))
    for key, name in (("rates-matching", "配套资金"), ("rates-maintenance", "管护资金")):
        (series,) = charts[key].series
        marks = {label: cell.text for label, cell in zip(charts[key].labels, drawn(series), strict=True)}
        printed = {row[project].text: row[rate].text for row in table.rows if row[nature].text == name and row[1].text}
        assert marks == printed
        rates = [cell.rate.numerator / cell.rate.denominator for cell in drawn(series) if cell.rate]
        assert rates == sorted(rates, reverse=True)
        assert outcome.statement.time_progress is not None
        assert charts[key].target == outcome.statement.time_progress.rate


def test_the_months_run_up_to_what_was_paid_beside_the_whole_plan():
    _, charts = made(read(SETS["xlsx"]))
    paid, planned = charts["months-matching"].series
    total = read(SETS["xlsx"]).statement.totals["matching"].figures
    assert drawn(paid)[-1].fen == total.disbursed
    assert {cell.fen for cell in drawn(planned)} == {total.required}


def test_levels_stand_beside_each_other_and_one_whose_payments_nobody_states_is_planned_only():
    outcome = read(SETS["xlsx"])
    _, charts = made(outcome)
    chart = charts["levels-matching"]
    parts = {series.name: series.cells for series in chart.series}
    for place, level in enumerate(outcome.statement.totals["matching"].levels):
        figures = outcome.statement.totals["matching"].levels[level]
        cells = [parts[name][place] for name in ("已拨付", "未拨付", "需配套")]
        fens = [None if cell is None else cell.fen for cell in cells]
        if figures.disbursed is None:
            assert fens == [None, None, figures.required]
        else:
            assert fens == [figures.disbursed, figures.undisbursed, None]
    assert "levels-maintenance" not in charts  # one level only


def test_what_cannot_be_computed_is_not_drawn():
    _, charts = made(run(plan(("道路", 0), ("供水", "")), ledger((day(1, 2), "道路", "甲", 5.0, ""))))
    assert not [key for key in charts if key.startswith("rates")]


def test_a_ledger_without_a_plan_has_no_chart_of_rates_and_none_of_levels():
    _, charts = made(run(ledger((day(1, 2), "道路", "甲", 5.0, ""))))
    assert not [key for key in charts if not key.startswith("months")]


def test_an_incomplete_figure_keeps_its_mark():
    _, charts = made(
        run(plan(("道路", 10)), ledger((day(1, 2), "道路", "甲", "待定", ""), (day(1, 3), "道路", "甲", 5e4, "")))
    )
    assert all(cell.text.endswith("*") for cell in drawn(charts["rates-matching"].series[0]))


def test_bars_are_late_by_the_projects_own_schedule_and_not_by_the_time_elapsed():
    schedule = '[behind]\npoints = 1\namount = "1元"\n[schedule.project."甲"]\n"12-01" = 1\ndue = "12-31"\n'
    given = ledger((day(1, 1), "乙", "某公司", 60_000, ""), (day(6, 30), "甲", "某公司", 1, ""))
    settings = settings_of(schedule)
    outcome = run(plan(("甲", 10), ("乙", 10), ("丙", 10)), given, toml=schedule)
    (chart,) = [one for one in report_charts(outcome.statement, {}, Words(settings)) if one.key == "rates-matching"]
    assert chart.labels == ("乙", "甲", "丙")
    assert chart.late == {2}
