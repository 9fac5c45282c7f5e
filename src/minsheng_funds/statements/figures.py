"""Accounts → lines and totals: every figure of the statement, in integer fen, each defined once."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from operator import attrgetter

from minsheng_funds.model import Figures, Line, Total
from minsheng_funds.money import Rate
from minsheng_funds.settings.evaluation import Evaluation
from minsheng_funds.statements.causes import causes_of
from minsheng_funds.statements.evaluation import execution_of
from minsheng_funds.statements.plans import Account
from minsheng_funds.vocabulary import LEVELS, MEASURES, UPPER_LEVELS

SLIP_LOW, SLIP_HIGH = 2_000, 50_000
"""Between these the median of plan ÷ paid (or paid ÷ plan) says that one of them is in another unit."""


PAID = ("disbursed", "spent", "refunded", "refunded_earlier")
"""What is 0, and not unknown, where a ledger would show it."""

LOOSE = (("disbursed", "required"), ("disbursed", "issued"), ("spent", "required"), ("spent", "issued"))
"""Pairs that a sum mixes only where a line has money in one of the two and does not know the other."""
STRICT = (("disbursed", "received"), ("received", "required"))
"""Pairs that a sum mixes wherever a line with any money does not know both: what has come is not known to be 0."""
GAP = ("allocated", "required")
PAIRS = (*LOOSE, *STRICT, GAP)
OF_ACCOUNTS = (*MEASURES, "refunded", "refunded_earlier")
"""What accounts have; the other amounts follow from it."""
AMOUNTS = tuple(field.name for field in fields(Figures) if field.name != "mixed")
_amounts = attrgetter(*AMOUNTS)


def figures_of(account: Account, level: str, shown: Collection[str]) -> Figures:
    """One level's figures. A measure that the account has at other levels only is unknown here.

    Of payments and refunds, none is 0 where they are among what is `shown`.
    """
    found: dict[str, int | None] = {measure: account.amounts.get((measure, level)) for measure in OF_ACCOUNTS}
    for measure in PAID:
        if found[measure] is None and measure in shown:
            found[measure] = 0
    gap = None
    if found["required"] is not None and found["allocated"] is not None:
        gap = max(0, found["required"] - found["allocated"])
    advanced = None
    if found["received"] is not None and found["disbursed"] is not None:
        advanced = max(0, found["disbursed"] - found["received"])
    return Figures(**found, funding_gap=gap, advanced=advanced, mixed=_mixed(found, planned=account.has("required")))


def _mixed(found: Mapping[str, int | None], *, planned: bool) -> frozenset[tuple[str, str]]:
    """The pairs of which these figures do not know both, so that no sum with them can set one against the other.

    Where the project is `planned` at other levels only, the plan is blank here and counts as 0.
    """
    known = dict(found)
    if planned and known["required"] is None:
        known["required"] = 0
    if not any(known[measure] for measure in MEASURES):
        return frozenset()
    unknown = [pair for pair in PAIRS if known[pair[0]] is None or known[pair[1]] is None]
    return frozenset(
        (one, other)
        for one, other in unknown
        if (one, other) in STRICT
        or ((one, other) == GAP and known["required"] != 0)
        or ((one, other) in LOOSE and (known[one] or known[other]))
    )


def line_of(
    account: Account,
    own_level: str,
    base: str,
    rule: Evaluation,
    *,
    shown: Collection[str],
    shown_at: Mapping[str, Collection[str]],
) -> Line:
    """The line of an account: the own level's figures in scope, every level's own beside them.

    Nothing paid is 0 where it would be `shown` (at other levels: `shown_at`, what the ledgers show of each level), and
    unknown elsewhere.
    """
    levels = {level for measure, level in account.amounts if measure in MEASURES}
    figures = figures_of(account, own_level, shown)
    elsewhere = paid_elsewhere(account)
    by_level = {
        level: figures_of(account, level, shown_at.get(level, ()) if level not in elsewhere else ())
        for level in LEVELS
        if level in levels and level != own_level
    }
    if own_level in levels:
        by_level[own_level] = figures
    by_level = {level: by_level[level] for level in LEVELS if level in by_level}
    execution = execution_of(figures, base, rule)
    return Line(
        project=account.project,
        nature=account.nature,
        class_name=account.class_name,
        unit=account.unit,
        figures=figures,
        levels=by_level,
        rate=figures.share("disbursed", base),
        origins=tuple(dict.fromkeys(account.origins)),
        complete=account.complete,
        cells=tuple(account.cells),
        causes=causes_of({level: by_level[level] for level in by_level if level not in elsewhere}, own_level),
        need=account.need,
        required_source=_source(account, figures.required, own_level),
        base=base,
        execution=execution,
        score=rule.score(execution, account.points),
        points=account.points,
        unsplit=frozenset(account.unsplit),
    )


def stray_levels(account: Account) -> list[str]:
    """The levels at which a project was paid, though its plan names other levels and not these."""
    planned = {level for (measure, level), fen in account.amounts.items() if measure == "required" and fen}
    paid = {level for (measure, level), fen in account.amounts.items() if measure == "disbursed" and fen}
    return [level for level in LEVELS if level in paid - planned] if planned else []


def paid_elsewhere(account: Account) -> set[str]:
    """The planned levels whose payments may stand at another level: merged upper levels, and each of these alone."""
    stray, planned = stray_levels(account), {level for measure, level in account.amounts if measure == "required"}
    if any(level in UPPER_LEVELS for level in stray) and "upper" in planned:
        return {"upper"}
    return planned & set(UPPER_LEVELS) if "upper" in stray else set()


def _source(account: Account, required: int | None, own_level: str) -> str | None:
    """Whether what is required was computed, in part or whole, or a plan states it; None where it is not known."""
    if required is None:
        return None
    return "computed" if own_level in account.computed else "stated"


def total_of(nature: str, lines: Sequence[Line], base: str, rule: Evaluation, *, complete: bool) -> Total:
    """The total of the lines of one nature. Gaps are added, never netted; an unknown measure stays unknown."""
    figures = sum_of_figures(line.figures for line in lines)
    execution = execution_of(figures, base, rule)
    points = lines[0].points if len({line.points for line in lines}) == 1 else None
    by_level = {
        level: [line.levels[level] for line in lines if level in line.levels]
        for level in LEVELS
        if any(level in line.levels for line in lines)
    }
    return Total(
        nature=nature,
        projects=len({line.project for line in lines}),
        figures=figures,
        rate=figures.share("disbursed", base),
        complete=complete and all(line.complete for line in lines),
        base=base,
        execution=execution,
        score=rule.score(execution, points),
        points=points,
        levels={level: sum_of_figures(found) for level, found in by_level.items()},
    )


def with_dropped(
    totals: Mapping[str, Total], dropped: Mapping[tuple[str, str], int], own_level: str
) -> dict[str, Total]:
    """The totals with the initial budget (fen, by nature and level) of projects that the plan in force has dropped."""
    found = dict(totals)
    for (nature, level), fen in dropped.items():
        total = found.get(nature)
        if total is None:
            continue
        levels = dict(total.levels)
        if level in levels:
            levels[level] = replace(levels[level], initial=(levels[level].initial or 0) + fen)
        own = total.figures
        figures = replace(own, initial=(own.initial or 0) + fen) if level == own_level else own
        found[nature] = replace(total, figures=figures, levels=levels)
    return found


def sum_of_figures(figures: Iterable[Figures]) -> Figures:
    """Figures added field by field (fen); a field that none of them has stays unknown.

    What follows from two fields stays unknown too where some line knows one of them only.
    """
    every = list(figures)
    mixed = frozenset[tuple[str, str]]().union(*{one.mixed for one in every})
    columns = zip(*map(_amounts, every), strict=True) if every else [()] * len(AMOUNTS)
    sums = {name: _sum(column) for name, column in zip(AMOUNTS, columns, strict=True)}
    for name, pair in (("funding_gap", GAP), ("advanced", ("disbursed", "received"))):
        sums[name] = None if pair in mixed else sums[name]
    return Figures(**sums, mixed=mixed)


def _sum(amounts: Iterable[int | None]) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


def median_ratio(lines: Iterable[Line], bases: Mapping[str, str]) -> Rate | None:
    """The median over projects of plan ÷ paid, where both are above zero."""
    pairs = [
        (planned, paid)
        for line in lines
        if (planned := getattr(line.figures, bases[line.nature]))
        and (paid := line.figures.disbursed)
        and planned > 0
        and paid > 0
    ]
    pairs.sort(key=lambda pair: pair[0] * 10**6 // pair[1])
    return Rate(*pairs[len(pairs) // 2]) if pairs else None


def is_unit_slip(median: Rate | None) -> bool:
    """Whether plan and payments lie some 10,000-fold apart."""
    if median is None:
        return False
    planned, paid = median
    return SLIP_LOW * paid <= planned <= SLIP_HIGH * paid or SLIP_LOW * planned <= paid <= SLIP_HIGH * planned
