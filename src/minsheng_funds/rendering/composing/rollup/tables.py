"""The tables that a roll-up alone has: project × bureau, laggards, cases without a statement, the cases' files."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from minsheng_funds.messages import AVERAGES, SEVERITIES
from minsheng_funds.model import Finding
from minsheng_funds.model.rollup import Assumed, CaseOutcome, ProjectRanking, RollUp, Standing
from minsheng_funds.rendering.amounts import (
    ALWAYS,
    amount_column,
    amount_of,
    by_fund,
    printed_amounts,
    rate_column,
    shown_amounts,
)
from minsheng_funds.rendering.composing.problems import bureau_problems
from minsheng_funds.rendering.composing.report import total_row
from minsheng_funds.rendering.composing.rollup.words import Said
from minsheng_funds.rendering.composing.schedule import points_cell
from minsheng_funds.rendering.document import Cell, Column, Table
from minsheng_funds.rendering.words import DASH, Words
from minsheng_funds.vocabulary import Text

NAMED = 3
"""So many laggards of a project are named where there is little room."""


def pairs_table(said: Said, most: int | None = None) -> Table:
    """One row a project and bureau with the rank within the project; every fund with its total.

    Where there are more rows than `most`, the first of them, without the totals that they do not make up.
    """
    words, rollup = said.words, said.rollup
    lines = rollup.statement.lines
    amounts = shown_amounts([line.figures for line in lines])
    columns = (
        Column(words.label("project"), width=24, key="project"),
        Column(words.label("bureau"), width=16, key="bureau"),
        Column(words.label("responsible"), width=14, key="unit"),
        Column(words.label("nature"), width=10, key="nature"),
        *(amount_column(name, words, 0 if name in ALWAYS else 1) for name in amounts),
        rate_column([line.base for line in lines], words),
        Column(words.label("rollup_project_rank"), "count", key="rank"),
        Column(words.label("rollup_against"), key="average"),
    )
    rows: list[tuple[Cell, ...]] = []
    totals = set()
    count = sum(len(ranking.standings) for ranking in rollup.rankings)
    whole = most is None or count <= most
    for nature, total in rollup.statement.totals.items():
        for ranking in rollup.rankings:
            if ranking.nature == nature:
                left = ranking.standings if most is None or whole else ranking.standings[: max(0, most - len(rows))]
                rows += [_pair(ranking, standing, amounts, said) for standing in left]
        if whole:
            totals.add(len(rows))
            rows.append((*total_row(total, amounts, words.of(nature))[:-1], Cell(""), Cell("")))
    notes = _first_rows(count, most, words)
    return Table(words.label("rollup_pairs"), columns, tuple(rows), frozenset(totals), notes, key="pairs")


def _first_rows(count: int, most: int | None, words: Words) -> tuple[str, ...]:
    """What a table says that has the first rows alone: how many there are in all."""
    return () if most is None or count <= most else (words.label("rollup_more_rows", shown=most, count=count),)


def _pair(ranking: ProjectRanking, standing: Standing, amounts: Sequence[str], said: Said) -> tuple[Cell, ...]:
    line, words = standing.line, said.words.of(standing.line.nature)
    printed = said.printed[id(line)]
    return (
        Cell(ranking.project),
        Cell(standing.bureau),
        Cell(line.unit or DASH),
        Cell(words.nature(line.nature)),
        *(words.money(amount_of(line.figures, name), complete=line.complete, text=printed[name]) for name in amounts),
        words.rate(line.rate, complete=line.complete),
        Cell("" if standing.rank is None else str(standing.rank)),
        Cell("" if standing.average is None else words.say(AVERAGES[standing.average])),
    )


def excluded_table(said: Said) -> Table | None:
    """The lines that the settings leave out, with their bureaus: they are in no total; None where there are none."""
    words, lines = said.words, said.statement.excluded
    if not lines:
        return None
    amounts = shown_amounts([line.figures for line in lines])
    columns = (
        Column(words.label("project"), width=24, key="project"),
        Column(words.label("bureau"), width=16, key="bureau"),
        Column(words.label("nature"), width=10, key="nature"),
        *(amount_column(name, words, 0 if name in ALWAYS else 1) for name in amounts),
        rate_column([line.base for line in lines], words),
    )
    rows = []
    for nature, of_fund in by_fund(lines).items():
        own = words.of(nature)
        printed = printed_amounts([line.figures for line in of_fund], amounts, own)
        for place, line in enumerate(of_fund):
            money = (
                own.money(amount_of(line.figures, name), complete=line.complete, text=printed[name][place])
                for name in amounts
            )
            names = (line.project, line.bureau, words.nature(nature))
            rows.append((*map(Cell, names), *money, own.rate(line.rate, complete=line.complete)))
    return Table(words.label("excluded_table"), columns, tuple(rows), key="excluded")


def laggards_table(said: Said, most: int | None = None) -> Table | None:
    """Every bureau that lags in a project, the last in its ranking first, or the first of them; None for nobody."""
    words = said.words
    columns = (
        Column(words.label("project"), width=24, key="project"),
        Column(words.label("nature"), width=10, spare=0 if len(said.statement.totals) > 1 else 2, key="nature"),
        Column(words.label("bureau"), width=16, key="bureau"),
        Column(words.label("rollup_rank_of"), width=10, key="rank"),
        Column(words.label("rate"), "rate", key="rate"),
        Column(words.label("rollup_average"), "rate", key="average_rate"),
        Column(words.label("rollup_points"), "rate", spare=1, key="ahead", made_of=("rate", "average_rate")),
        Column(words.label("undisbursed"), "money", key="undisbursed"),
        Column(words.label("rollup_why"), width=20, key="why"),
    )
    found = [(ranking, standing) for ranking in said.rollup.rankings for standing in ranking.laggards]
    if not found:
        return None
    rows = tuple(_laggard(ranking, standing, said) for ranking, standing in found[:most])
    notes = (*_first_rows(len(found), most, words), words.label("rollup_lag_note"))
    return Table(words.label("rollup_laggards"), columns, rows, notes=notes, key="laggards")


def _laggard(ranking: ProjectRanking, standing: Standing, said: Said) -> tuple[Cell, ...]:
    line, words = standing.line, said.words.of(standing.line.nature)
    average = words.rate(ranking.average, complete=ranking.total.complete)
    unpaid = words.money(line.figures.undisbursed, complete=line.complete, text=said.printed[id(line)]["undisbursed"])
    rank = DASH if standing.rank is None else f"{standing.rank}/{len(ranking.standings)}"
    return (
        Cell(ranking.project),
        Cell(words.nature(ranking.nature)),
        Cell(standing.bureau),
        Cell(rank),
        words.rate(line.rate, complete=line.complete),
        average,
        points_cell(line.rate, ranking.average, words),
        unpaid,
        Cell(said.why(standing)),
    )


def laggards_by_project(said: Said, most: int = NAMED) -> Table | None:
    """One row a project in which somebody lags: its average, how many lag, the last of them by name."""
    words = said.words
    columns = (
        Column(words.label("project"), width=20, key="project"),
        Column(words.label("nature"), width=10, spare=0 if len(said.statement.totals) > 1 else 2, key="nature"),
        Column(words.label("rollup_average"), "rate", key="average_rate"),
        Column(words.label("rollup_lag_count"), "text", spare=1, key="lag_count"),
        Column(words.label("rollup_lagging_bureaus"), width=48, key="laggards"),
    )
    rows = []
    for ranking in said.rollup.rankings:
        count = len(ranking.laggards)
        names = [said.lagging(standing) for standing in ranking.laggards[:most]]
        if names:
            rows.append(
                (
                    Cell(ranking.project),
                    Cell(words.nature(ranking.nature)),
                    words.rate(ranking.average, complete=ranking.total.complete),
                    Cell(f"{count}/{len(ranking.standings)}"),
                    Cell(said.listed(names, most, counted=True, count=count)),
                )
            )
    if not rows:
        return None
    return Table(
        words.label("rollup_laggards_by_project"),
        columns,
        tuple(rows),
        notes=(words.label("rollup_lag_note"),),
        key="laggards-by-project",
    )


def missing_table(said: Said) -> Table | None:
    """The cases that are in no sum: what is the matter, why, and what to do; None where all count."""
    words, rollup = said.words, said.rollup
    about = {finding.origins[0].file: finding for finding in reversed(rollup.findings) if finding.origins}
    rows = []
    for case in rollup.cases:
        state = "rollup_failed" if case.record is None else "rollup_left" if case.name in rollup.left_out else ""
        if state:
            reason, remedy = _reason(case, about.get(case.place), words)
            where = case.failure.where if case.failure is not None else ""
            cells = (case.name, words.label(state), reason, remedy, where or case.place)
            rows.append(tuple(map(Cell, cells)))
    if not rows:
        return None
    widths = {"bureau": 16, "rollup_state": 12, "rollup_reason": 44, "remedy": 44, "where": 30}
    columns = tuple(
        Column(words.label(key), width=width, spare=int(key == "where"), key=key) for key, width in widths.items()
    )
    return Table(words.label("rollup_missing"), columns, tuple(rows), key="missing")


def _reason(case: CaseOutcome, finding: Finding | None, words: Words) -> tuple[str, str]:
    """Why a case is in no sum, and what to do: as its failure says, else as the finding about it does."""
    remedy = words.say(finding.remedy) if finding is not None else ""
    if case.failure is not None:
        return words.say(case.failure.message), words.say(case.failure.hint) or remedy
    return (words.say(finding.message), remedy) if finding is not None else ("", "")


def problems_table(said: Said, links: Mapping[str, Mapping[str, str]] | None = None, most: int | None = None) -> Table:
    """The errors and warnings over all files, each with its bureau, or the first of them."""
    listed = listed_problems(said, links or {})
    table = bureau_problems(listed[:most], said.words)
    return replace(table, notes=(*_first_rows(len(listed), most, said.words), *table.notes))


def listed_problems(said: Said, links: Mapping[str, Mapping[str, str]]) -> list[tuple[str, Finding, Mapping[str, str]]]:
    """The errors and warnings with their bureaus and the links to its files: the roll-up's own first, then errors."""
    rollup = said.rollup
    cases = {case.place: case for case in rollup.cases}
    own: list[tuple[str, Finding, Mapping[str, str]]] = []
    for finding in rollup.findings:
        case = cases.get(finding.origins[0].file) if finding.origins else None
        alone = case is not None and (case.record is None or case.name in rollup.left_out)
        name = case.name if case is not None and alone else said.words.label("rollup_all")
        own.append((name, finding, {}))
    return [*own, *((name, finding, links.get(name, {})) for name, finding in grave_findings(rollup))]


def grave_findings(rollup: RollUp) -> list[tuple[str, Finding]]:
    """The errors, then the warnings of the cases' own files, in the order of the cases."""
    return [
        (record.name, finding)
        for severity in list(SEVERITIES)[:2]
        for record in rollup.done
        for finding in record.findings
        if finding.severity == severity
    ]


def cases_table(said: Said) -> Table:
    """Every case with its files and their SHA-256, its day, its level, and whether it counts: one row a file."""
    words, rollup = said.words, said.rollup
    widths = {"bureau": 16, "rollup_state": 12, "as_of": 12, "own_level": 10, "file": 28, "sha256": 40}
    columns = tuple(Column(words.label(key), width=width, key=key) for key, width in widths.items())
    rows = []
    for case in rollup.cases:
        record = case.record
        if record is None:
            rows.append((case.name, words.label("rollup_failed"), DASH, DASH, case.place, DASH))
            continue
        left = case.name in rollup.left_out
        state = words.label("rollup_left" if left else "rollup_in" if record.complete else "rollup_in_incomplete")
        about = (case.name, state, words.day(record.as_of), words.level(record.own_level))
        rows += [(*about, mark.name, mark.sha256) for mark in record.sources]
    return Table(words.label("rollup_sources"), columns, tuple(tuple(map(Cell, row)) for row in rows), key="cases")


def assumptions_table(said: Said) -> Table | None:
    """What was taken for granted, and in which cases; None where nothing was."""
    words = said.words
    found: dict[Text, dict[str, Assumed]] = {}
    for record in said.rollup.done:
        for assumed in record.assumptions:
            found.setdefault(assumed.anywhere, {}).setdefault(record.name, assumed)
    if not found:
        return None
    columns = (
        Column(words.label("assumptions"), width=60),
        Column(words.label("rollup_number"), "count", width=8),
        Column(words.label("bureau"), width=40),
    )
    rows = []
    for anywhere, cases in found.items():
        text = anywhere if len(cases) > 1 else next(iter(cases.values())).here
        names = said.listed(list(cases), 5, counted=True)
        rows.append((Cell(words.say(text)), words.count(len(cases)), Cell(names)))
    return Table(words.label("assumptions"), columns, tuple(rows), key="assumptions")
