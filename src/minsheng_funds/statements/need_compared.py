"""Computed need beside stated amounts: what a plan states counts, what it leaves out is computed, and both are said.

Every level is rounded once, so that a stated amount may differ from the computed one by a fen: rounding, no finding.
An amount that is the computed one in fewer digits (26.67万元) is said once for its table.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from minsheng_funds.messages import LABELS, NEED_COUNTS, NEED_REASONS, NEED_SUM
from minsheng_funds.model import Book, Fact, NeedFigures, NeedLevel, Origin, PlanCell, PlanRow, StatedNeed
from minsheng_funds.money import WAN_YUAN, divide_half_up
from minsheng_funds.settings import Settings
from minsheng_funds.settings.need import NeedRule
from minsheng_funds.statements.need import (
    ZERO,
    Case,
    Contradicted,
    Exact,
    Result,
    Unclear,
    cases_of,
    compute,
    formula_of,
    rounded,
    sum_of,
)
from minsheng_funds.statements.need_totals import total_differences
from minsheng_funds.statements.plans import Account, Accounts, suspect_breakdowns
from minsheng_funds.vocabulary import GOVERNMENTS, LEVELS, UPPER_LEVELS

UPPER = "upper"
MOST_STEP = WAN_YUAN
"""A stated amount may be rounded to its last written digit, but to no more than 10,000 yuan."""
PLANNED = ("initial", "required", "allocated", "issued", "received")

Stated = dict[str, int]
"""Fen by level that the plan states as required."""


def add_needs(accounts: Accounts, book: Book, settings: Settings) -> None:
    """Computes the need of every account that says enough; levels that no plan states get it as what is required.

    Differences from stated amounts are facts with both cells; so is what could be computed and is not sure.
    """
    adder = _Adder(accounts, book, settings)
    ruled: dict[NeedRule, int] = {}
    for (name, nature), account in accounts.by_key.items():
        rule = settings.need.fitting(account.project)
        if nature != accounts.natures_of(name)[0]:
            rule = None  # the settings speak of a project's first fund; the other has needs of its own
        if adder.add(account, rule) and rule is not None:
            ruled[rule] = ruled.get(rule, 0) + 1
    adder.finish()
    in_force = [row for account in accounts.by_key.values() for row in account.rows]
    accounts.facts += total_differences(book, in_force, adder.filled)
    if adder.filled:  # a table of quantities may break down a project of another table, as one of amounts may
        rows = [row._replace(amounts={**row.amounts, **adder.filled.get(row.origin, {})}) for row in book.plan_rows]
        suspect_breakdowns(accounts, rows, book.tables, settings)
    for rule in settings.need.rules:
        projects = {account.project for account in accounts.by_key.values()}
        fitting = [project for project in projects if settings.need.fitting(project) is rule]
        if fitting and rule not in ruled and not any(rule.names(project) for project in fitting):
            values = {"count": len(fitting), "reason": NEED_REASONS["incomplete"]}
            accounts.facts.append(Fact("need-not-computed", (Origin(settings.origin or book.sources[0].name),), values))
    for rule, count in ruled.items():
        accounts.assume("need-settings", pattern=rule.pattern, keys=", ".join(rule.keys), count=count)


class _Compared(NamedTuple):
    """One computation and the amounts stated beside it, both with the same levels."""

    case: Case
    result: Result
    amounts: Exact
    stated: Stated

    @property
    def levels(self) -> list[str]:
        """The levels to compare: all computed ones, and those that are stated though they bear nothing of the need."""
        stated = [level for level in GOVERNMENTS if self.stated.get(level)] if self.result.is_whole else []
        return [level for level in LEVELS if level in self.amounts or level in stated]

    def level(self, level: str) -> NeedLevel:
        """One level's computed and stated need."""
        result = self.result
        computed = rounded(self.amounts.get(level, ZERO))
        return NeedLevel(result.shares.get(level), computed, self.stated.get(level), level in result.capped)


def _cell_of(found: _Compared, level: str, fen: int) -> PlanCell:
    """A computed amount and what it is made of: the stated total, or quantity, standard and times; and the share."""
    wholes = [need.whole.origin for need in found.case.needs if found.result.of_stated and need.whole is not None]
    origins = tuple(dict.fromkeys([*wholes, *found.case.origins_of(level)]))
    return PlanCell("required", level, fen, found.case.rows[0].origin, computed_from=origins)


class _Adder:
    """Adds the need of one account after the other; what holds for a whole table is said once, by `finish`."""

    def __init__(self, accounts: Accounts, book: Book, settings: Settings) -> None:
        self._accounts, self._book, self._settings = accounts, book, settings
        self._own = settings.own_level
        self._here = Origin(settings.origin or book.sources[0].name)
        self._noted: dict[tuple[str, int, str], list[Origin]] = {}
        self._computed: dict[tuple[str, int], set[str]] = {}
        self.filled: dict[Origin, dict[tuple[str, str | None], int]] = {}
        """What was computed for a row that states no amount of that level."""
        self._refused: set[Origin] = set()
        """The rows whose need could be computed, but for what contradicts itself or is not sure."""

    def add(self, account: Account, rule: NeedRule | None) -> bool:
        """Adds the need of one account; tells whether any was computed."""
        rows = self._counted(account.rows)
        done: list[tuple[Case, Result]] = []
        for case in cases_of(rows, rule, self._here) if rows else ():
            result = self._try(account, case)
            if result is not None:
                done.append((case, result))
        if done:
            self._enter(account, done)
        blank = [row for row in rows if not any(row in case.rows for case, _ in done)]
        missed = [self._enter_blank(account, row) for row in blank]
        needed = bool(rows) and rows[0].need is not None and rows[0].need.in_table
        if needed and not done and not any(missed) and not any(measure in PLANNED for measure, _ in account.amounts):
            self._fact("need-missing", (self._own_cell(rows[0]),), project=account.project)
            account.complete = False
        return bool(done)

    def _enter_blank(self, account: Account, row: PlanRow) -> bool:
        """A row whose need is not computed: a blank own amount is 0, but not where its cells say otherwise: True."""
        own = [key for key in row.blanks if key[0] == "required" and key[1] in (None, self._own)]
        whole = row.need.whole.fen if row.need is not None and row.need.whole is not None else None
        if own and row.origin in self._refused and whole != sum(self._stated([row]).values()):
            self._miss(account, self._own_cell(row))
            return True
        if row.unstated:
            self._fact("plan-blank", (self._own_cell(row),), project=account.project)
        return False

    def _own_cell(self, row: PlanRow) -> Origin:
        """The cell where the own level's amount belongs; without such a column, that of the project's name."""
        return row.cell_of("required", self._own, None)

    def finish(self) -> None:
        """Says what was noted for each table."""
        for (kind, table, reason), origins in self._noted.items():
            values: dict[str, object] = {"count": len(origins), "where": self._book.tables[table].where}
            values |= {"reason": NEED_REASONS[reason]} if reason else {}
            self._fact(kind, tuple(origins), **values)
        for (kind, table), projects in self._computed.items():
            self._accounts.assume(kind, where=self._book.tables[table].where, count=len(projects))

    def _fact(self, kind: str, origins: tuple[Origin, ...], **values: object) -> None:
        self._accounts.facts.append(Fact(kind, origins, values))

    def _note(self, kind: str, row: PlanRow, origins: Iterable[Origin], reason: str = "") -> None:
        self._noted.setdefault((kind, row.table, reason), []).append(next(iter(origins), row.origin))

    def _counted(self, rows: Sequence[PlanRow]) -> list[PlanRow]:
        """The rows of the first table that has needs; another says them again, unless the settings call it distinct."""
        found = [row for row in rows if row.need is not None and row.need.in_table] or list(rows)

        def is_distinct(row: PlanRow) -> bool:
            table = self._book.tables[row.table]
            return self._settings.table_rule(table.file, table.sheet).distinct

        return [row for row in found if row.table == found[0].table or is_distinct(row)]

    def _try(self, account: Account, case: Case) -> Result | None:
        """The result of a case, or None: then a contradiction is a fact, and a reason is noted for the table."""
        try:
            return compute(case)
        except Contradicted as found:
            self._refused.update(row.origin for row in case.rows)
            self._fact(found.kind, found.origins, project=account.project, **found.values)
        except Unclear as found:
            reason = str(found)
            stated = any(measure == "required" for measure, _ in account.amounts) and not case.rows[0].unstated
            if reason and not (reason == "shares" and stated):  # a plan's amounts need no shares to stand
                self._note("need-not-computed", case.rows[0], _doubted_cells(case, reason), reason)
                self._refused.update(row.origin for row in case.rows)
        return None

    # --- Stated and computed ------------------------------------------------------------------------------

    def _enter(self, account: Account, done: list[tuple[Case, Result]]) -> None:
        """Compares every computation with the amounts stated beside it, and fills in what no plan states."""
        beside = [self._stated(case.rows) for case, _ in done]
        required = {level: fen for (measure, level), fen in account.amounts.items() if measure == "required"}
        if not any(beside) and any(required.values()):  # quantities in one table, amounts in another
            done, beside = [_together(done)], [required]
        levels: dict[str, NeedLevel] = {}
        for (case, result), found in zip(done, beside, strict=True):
            compared = _Compared(case, result, *_folded(result.amounts, found, self._own))
            differing = [level for level in compared.levels if self._enter_level(account, compared, level, levels)]
            self._enter_blanks(account, compared)
            if not differing:
                self._compare_whole(account, case, result)
        self._require_own(account, done, levels)
        account.need = _figures(done, levels)

    def _enter_blanks(self, account: Account, found: "_Compared") -> None:
        """Says which amounts are computed because their cells are blank; where all are, the own level's alone."""
        rows = found.case.rows
        blank = {level or self._own for row in rows for measure, level in row.blanks if measure == "required"}
        blank |= {self._own} if any(row.unstated for row in rows) else set()
        for level in (level for level in found.levels if level in blank - found.stated.keys()):
            fen = rounded(found.amounts.get(level, ZERO))
            values = {"project": account.project, "amount_fen": fen, "level": LEVELS[level]}
            if level == self._own:
                self._fact("need-blank", (self._own_cell(rows[0]), *found.case.origins), **values)
            elif fen and found.stated:
                cell = rows[0].cell_of("required", level)
                self._fact("need-level-blank", (cell, *found.case.origins_of(level)), **values)

    def _require_own(self, account: Account, done: Sequence[tuple[Case, Result]], levels: dict[str, NeedLevel]) -> None:
        """The own level bears nothing where the others bear all; else its need is not known, though theirs is."""
        stated = account.tables.get(("required", self._own)) not in (None, done[0][0].rows[0].table)
        if not account.computed or self._own in account.computed or stated or self._own in self._stated(account.rows):
            return
        if all(result.is_whole for _, result in done):
            account.amounts.setdefault(("required", self._own), 0)
            levels.setdefault(self._own, NeedLevel(ZERO, 0, None))
            return
        origins = (self._own_cell(account.rows[0]), *done[0][0].origins)
        self._miss(account, *origins)

    def _miss(self, account: Account, *origins: Origin) -> None:
        """The own level's need is not known: an error, and no 0 in its place."""
        self._fact("need-missing", tuple(dict.fromkeys(origins)), project=account.project)
        account.complete = False
        if account.amounts.get(("required", self._own)) == 0:
            del account.amounts["required", self._own]

    def _stated(self, rows: Iterable[PlanRow]) -> Stated:
        """What the rows state as required, by level; nothing for an amount that is blank."""
        found: Stated = {}
        for row in rows:
            for (measure, level), fen in row.amounts.items():
                if measure == "required" and not row.unstated and (measure, level) not in row.blanks:
                    found[level or self._own] = found.get(level or self._own, 0) + fen
        return found

    def _enter_level(self, account: Account, found: "_Compared", level: str, levels: dict[str, NeedLevel]) -> bool:
        """Enters one level's need; tells whether a stated amount differs from it by more than rounding."""
        need = found.level(level)
        levels[level] = need if level not in levels else _sum_of_levels(levels[level], need)
        if need.stated is not None:
            return self._compare(account, found, level, need)
        account.add("required", level, need.computed)
        account.cells.append(_cell_of(found, level, need.computed))
        account.computed.add(level)
        if found.result.beside is not None:  # the plan's total counts, not what quantity and standard make of it
            beside = rounded(found.result.beside.amounts.get(level, ZERO))
            levels[level] = NeedLevel(need.share, beside, need.computed, need.capped)
        self.filled.setdefault(found.case.rows[0].origin, {})["required", level] = need.computed
        kind = "need-shared" if found.result.of_stated else "need-computed"
        self._computed.setdefault((kind, found.case.rows[0].table), set()).add(account.project)
        return False

    def _compare(self, account: Account, found: "_Compared", level: str, need: NeedLevel) -> bool:
        """Notes a stated amount that is not the computed one; tells whether it differs by more than rounding."""
        assert need.stated is not None
        case, rows = found.case, len(found.case.rows)
        cell = self._cell(case.rows, level)
        if abs(need.stated - need.computed) <= rows:
            return False
        cells = [c.origin for c in account.cells if (c.measure, c.level, c.why) == ("required", level, "")]
        named = [row.origin for row in case.rows]
        others = [*cells, *(origin for origin in account.origins if origin not in named)]
        place, step = (cell.origin, cell.step) if cell is not None else ((*others, case.rows[0].origin)[0], 1)
        if rows == 1 and _is_rounded(need.stated, need.computed, step):
            self._note("need-rounded", case.rows[0], (place,))
            return False
        values: dict[str, object] = {"project": account.project, "level": LEVELS[level]}
        values["formula"] = formula_of(case, need.share) if rows == 1 else NEED_SUM
        values |= {"expected_fen": need.computed, "actual_fen": need.stated}
        bare = any(("required", None) in row.amounts for row in case.rows)
        whole = rounded(max(found.result.whole, sum_of(found.result.amounts)))
        kind = "need-differs"
        values["counts"] = NEED_COUNTS["stated"]
        if bare and whole != need.computed and abs(need.stated - whole) <= max(rows, step):
            kind = "need-whole"
            account.complete = False
        self._fact(kind, tuple(dict.fromkeys((place, *case.origins_of(level)))), **values)
        return True

    def _cell(self, rows: Sequence[PlanRow], level: str) -> StatedNeed | None:
        """The first stated amount of a level; one without a level is the own level's."""
        for need in (row.need for row in rows if row.need is not None):
            found = need.stated.get(level) or (need.stated.get(None) if level == self._own else None)
            if found is not None:
                return found
        return None

    def _compare_whole(self, account: Account, case: Case, result: Result) -> None:
        """The total of all levels, where the plan states one, beside the sum of what was computed."""
        need = case.rows[0].need
        by_quantity = result.beside if result.of_stated else result
        if need is None or need.whole is None or len(case.rows) > 1 or by_quantity is None or not result.is_whole:
            return
        whole, computed = need.whole, sum(rounded(fen) for fen in by_quantity.amounts.values())
        if abs(whole.fen - computed) <= len(result.amounts):
            return
        if _is_rounded(whole.fen, computed, whole.step):
            self._note("need-rounded", case.rows[0], (whole.origin,))
            return
        values: dict[str, object] = {"project": account.project, "level": LABELS["total"]}
        values |= {"formula": formula_of(case, Fraction(1)), "expected_fen": computed, "actual_fen": whole.fen}
        values["counts"] = NEED_COUNTS["shared" if result.of_stated else "levels"]
        self._fact("need-differs", tuple(dict.fromkeys((whole.origin, *case.origins))), **values)


def _doubted_cells(case: Case, reason: str) -> tuple[Origin, ...]:
    """The cells that are not sure, where the reason says which; else all that the computation rests on."""
    doubts = tuple(doubt.origin for need in case.needs for doubt in need.doubts if doubt.kind == reason)
    if not doubts and case.standard is not None and reason in ("standard-unit", "times"):
        return (case.standard.origin,)
    return doubts or case.origins


def _is_rounded(stated: int, computed: int, step: int) -> bool:
    """Whether a stated amount is the computed one in the digits that it is written with (26.67万元)."""
    return step <= MOST_STEP and stated == step * divide_half_up(computed, step)


def _together(done: Sequence[tuple[Case, Result]]) -> tuple[Case, Result]:
    """Several computations of one project as one, to stand beside amounts of another table."""
    if len(done) == 1:
        return done[0]
    first = done[0][0]
    case = Case([row for one, _ in done for row in one.rows], first.rule, first.here)
    amounts: Exact = {}
    for _, result in done:
        for level, fen in result.amounts.items():
            amounts[level] = amounts.get(level, ZERO) + fen
    capped = {level for _, result in done for level in result.capped}
    return case, Result(amounts, capped, is_whole=all(result.is_whole for _, result in done))


def _folded(amounts: Exact, stated: Stated, own: str) -> tuple[Exact, Stated]:
    """Both with the same levels, where one has the upper levels merged (上级) and the other each of them."""
    amounts, stated = dict(amounts), dict(stated)
    if UPPER in stated and UPPER not in amounts:
        finer = [level for level in UPPER_LEVELS if level in amounts and level not in stated and level != own]
        if finer:
            amounts[UPPER] = sum((amounts.pop(level) for level in finer), ZERO)
    elif UPPER in amounts and UPPER not in stated:
        finer = [level for level in UPPER_LEVELS if level in stated and level not in amounts and level != own]
        if finer:
            stated[UPPER] = sum(stated.pop(level) for level in finer)
    return amounts, stated


def _sum_of_levels(one: NeedLevel, other: NeedLevel) -> NeedLevel:
    """The same level of two rows of one project; a share that differs is none."""
    known = [found.stated for found in (one, other) if found.stated is not None]
    share = one.share if one.share == other.share else None
    return NeedLevel(share, one.computed + other.computed, sum(known) if known else None, one.capped or other.capped)


def _figures(done: Sequence[tuple[Case, Result]], levels: Mapping[str, NeedLevel]) -> NeedFigures:
    """The need of a line: quantity and standard are those of one computation; of several, none."""
    cases = [case for case, _ in done]
    quantity, standard = (cases[0].quantity, cases[0].standard) if len(cases) == 1 else (None, None)
    tiered = cases[0].rule is not None and bool(cases[0].rule.tiers)
    return NeedFigures(
        quantity=quantity.number if quantity is not None else None,
        thing=(quantity.thing if quantity is not None else "") or (standard.thing if standard is not None else ""),
        standard=standard.fen if standard is not None and not tiered else None,
        period=standard.period if standard is not None else "",
        levels={level: levels[level] for level in LEVELS if level in levels},
        origins=tuple(dict.fromkeys(origin for case in cases for origin in case.origins)),
    )
