"""Blocks about time: classes against their schedules, who is behind or overdue, months missing, the year's outlook."""

from collections.abc import Sequence

from minsheng_funds.messages import TARGET_RULES
from minsheng_funds.model import Line, Schedule, Statement, Total
from minsheng_funds.money import Rate
from minsheng_funds.rendering.amounts import ALWAYS, printed_amounts
from minsheng_funds.rendering.document import Block, Cell, Column, Table
from minsheng_funds.rendering.words import DASH, Words
from minsheng_funds.vocabulary import NATURES


def schedule_blocks(statement: Statement, words: Words) -> list[Block]:
    """Only the tables that have something to say; none where nobody is behind and no schedule is set."""
    judged = [(line, line.schedule) for line in statement.lines if line.schedule is not None]
    behind = [(line, schedule) for line, schedule in judged if schedule.behind]
    overdue = [(line, schedule) for line, schedule in judged if schedule.overdue]
    missing = [(line, schedule) for line, schedule in judged if schedule.missing_months]
    blocks: list[Block] = []
    if statement.scheduled_classes:
        blocks.append(_classes(statement, words))
    if behind:
        blocks.append(_behind(behind, words))
    if overdue:
        blocks.append(_overdue(overdue, words))
    if missing:
        blocks.append(_missing(missing, words))
    if behind or statement.scheduled_classes:
        blocks.append(_outlook(statement, words))
    return blocks


Judged = Sequence[tuple[Line, Schedule]]


def _names(words: Words) -> tuple[Column, ...]:
    return (
        Column(words.label("project"), key="project"),
        Column(words.label("class"), spare=3, key="class"),
        Column(words.label("responsible"), spare=5, key="unit"),
        Column(words.label("nature"), spare=0 if words.several_units else 2, key="nature"),
    )


def _name_cells(line: Line, words: Words) -> tuple[Cell, ...]:
    texts = (line.project, line.class_name or DASH, line.unit or DASH, words.nature(line.nature))
    return tuple(Cell(text) for text in texts)


def _classes(statement: Statement, words: Words) -> Table:
    """One row a nature and class; the rule tells what the target comes from."""
    columns = (
        Column(words.label("class"), key="class"),
        Column(words.label("nature"), spare=0 if words.several_units else 1, key="nature"),
        Column(words.label("projects"), "count", key="projects"),
        Column(words.label("disbursed"), "money", key="disbursed"),
        Column(words.label("rate"), "rate", key="rate"),
        Column(words.label("target"), "rate", key="target"),
        Column(words.label("ahead_of_target"), "rate", key="ahead_of_target", made_of=("rate", "target")),
        Column(words.label("due"), spare=2, key="due"),
        Column(words.label("target_rule"), spare=3, key="target_rule"),
    )
    rows: list[tuple[Cell, ...]] = []
    for nature in statement.totals:
        found = [one for one in statement.scheduled_classes if one.total.nature == nature]
        figures = [one.total.figures for one in found]
        printed = printed_amounts(figures, ALWAYS, words.of(nature))["disbursed"]  # as the view by class prints it
        rows += [_class_row(*one, text, words) for one, text in zip(found, printed, strict=True)]
    return Table(words.label("classes_table"), columns, tuple(rows), key="classes")


def _class_row(name: str, total: Total, disbursed: str | None, words: Words) -> tuple[Cell, ...]:
    schedule = total.schedule
    assert schedule is not None
    return (
        Cell(name or DASH),
        Cell(words.nature(total.nature)),
        words.count(total.projects),
        words.of(total.nature).money(total.figures.disbursed, complete=total.complete, text=disbursed),
        words.rate(total.rate, complete=total.complete),
        words.rate(schedule.target),
        points_cell(total.rate, schedule.target, words),
        Cell(_due(schedule, words)),
        Cell(words.say(TARGET_RULES[schedule.rule])),
    )


def _due(schedule: Schedule, words: Words) -> str:
    """The deadline and the days to it, or since it."""
    if schedule.due is None or schedule.days_left is None:
        return DASH
    days = words.label("days_left" if schedule.days_left >= 0 else "days_over", days=abs(schedule.days_left))
    return f"{words.day(schedule.due)} ({days})"


def points_cell(rate: Rate | None, target: Rate | None, words: Words) -> Cell:
    """Points ahead of the target with their sign, computed unrounded."""
    if rate is None or target is None:
        return Cell(DASH)
    points = rate.points_over(target, words.decimals)
    return Cell(points if points.startswith("-") else f"+{points}")


def _behind(behind: Judged, words: Words) -> Table:
    """The laggards of each nature, the one that misses most money first."""
    columns = (
        *_names(words),
        Column(words.label("rate"), "rate", key="rate"),
        Column(words.label("target"), "rate", key="target"),
        Column(words.label("ahead_of_target"), "rate", key="ahead_of_target", made_of=("rate", "target")),
        Column(words.label("shortfall"), "money", key="shortfall"),
        Column(words.label("needed_per_month"), "money", spare=1, key="needed_per_month"),
    )
    natures = list(NATURES)
    ordered = sorted(behind, key=lambda item: (natures.index(item[0].nature), -(item[1].shortfall or 0)))
    rows = [
        (
            *_name_cells(line, words),
            words.rate(line.rate, complete=line.complete),
            words.rate(schedule.target),
            points_cell(line.rate, schedule.target, words),
            words.of(line.nature).money(schedule.shortfall, complete=line.complete),
            words.of(line.nature).money(schedule.needed_per_month, complete=line.complete),
        )
        for line, schedule in ordered
    ]
    return Table(words.label("behind_table"), columns, tuple(rows), key="behind")


def _overdue(overdue: Judged, words: Words) -> Table:
    columns = (
        *_names(words),
        Column(words.label("due"), key="due"),
        Column(words.label("rate"), "rate", key="rate"),
        Column(words.label("overdue"), "money", key="overdue"),
    )
    rows = [
        (
            *_name_cells(line, words),
            Cell(_due(schedule, words)),
            words.rate(line.rate, complete=line.complete),
            words.of(line.nature).money(schedule.overdue, complete=line.complete),
        )
        for line, schedule in overdue
    ]
    return Table(words.label("overdue_table"), columns, tuple(rows), key="overdue")


def _missing(missing: Judged, words: Words) -> Table:
    """Months without payment; what was paid back in one stands beside it."""
    rows = []
    for line, schedule in missing:
        months = [
            f"{month} ({words.of(line.nature).money(month.fen).text})" if month.fen else str(month)
            for month in schedule.missing_months or ()
        ]
        rows.append((*_name_cells(line, words), Cell(", ".join(months))))
    return Table(
        words.label("months_table"),
        (*_names(words), Column(words.label("missing_months"), key="missing_months")),
        tuple(rows),
        key="months",
    )


def _outlook(statement: Statement, words: Words) -> Table:
    """What was paid beside what the run rate would make of it: the one is a fact, the other an estimate."""
    columns = (
        Column(words.label("nature"), key="nature"),
        Column(words.label("disbursed"), "money", key="disbursed"),
        Column(words.label("forecast"), "money", key="forecast"),
        Column(words.label("forecast_rate"), "rate", key="forecast_rate"),
        Column(words.label("needed_per_month"), "money", key="needed_per_month"),
    )
    rows = []
    for total in statement.totals.values():
        schedule = total.schedule
        if schedule is not None:
            own = words.of(total.nature)
            cells = (
                own.money(total.figures.disbursed, complete=total.complete),
                own.money(schedule.forecast, complete=total.complete),
                own.rate(schedule.forecast_rate, complete=total.complete),
                own.money(schedule.needed_per_month, complete=total.complete),
            )
            rows.append((Cell(words.nature(total.nature)), *cells))
    return Table(
        words.label("outlook_table"), columns, tuple(rows), notes=(words.label("outlook_note"),), key="outlook"
    )
