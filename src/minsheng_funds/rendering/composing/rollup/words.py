"""What a roll-up says in words: how many cases of how many, of which days, who is below average, who lags."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from minsheng_funds.model import Statement, View, ViewRow
from minsheng_funds.model.rollup import RollUp, Standing
from minsheng_funds.rendering.amounts import AMOUNTS, by_fund, printed_amounts
from minsheng_funds.rendering.composing.report import scope_facts
from minsheng_funds.rendering.document import Facts
from minsheng_funds.rendering.words import DASH, Words
from minsheng_funds.vocabulary import LIST_COMMA


@dataclass(frozen=True)
class Said:
    """A roll-up in the words of one language; printed amounts of its lines are balanced once, for every table."""

    rollup: RollUp
    words: Words

    @property
    def statement(self) -> Statement:
        """The statement over all cases that count."""
        return self.rollup.statement

    @cached_property
    def printed(self) -> dict[int, dict[str, str | None]]:
        """The texts of each line's amounts, by the line's identity: those of a fund add up to its printed total."""
        found: dict[int, dict[str, str | None]] = {}
        lines = [standing.line for ranking in self.rollup.rankings for standing in ranking.standings]
        for nature, own in by_fund(lines).items():
            texts = printed_amounts([line.figures for line in own], AMOUNTS, self.words.of(nature))
            for place, line in enumerate(own):
                found[id(line)] = {name: column[place] for name, column in texts.items()}
        return found

    def listed(self, names: Sequence[str], most: int, *, counted: bool = False, count: int = 0) -> str:
        """The first names, and how many there are in all where not all are named, unless that is `counted` already.

        `count` says how many there are where only the first were given.
        """
        comma = LIST_COMMA if self.words.language == "zh" else ", "
        said = comma.join(names[:most])
        key = "rollup_and_others" if counted else "rollup_and_more"
        count = count or len(names)
        return self.words.label(key, names=said, count=count) if count > most else said

    def cases(self) -> str:
        """How many cases there are, how many count, and what became of the others."""
        rollup, label = self.rollup, self.words.label
        counted = len(rollup.done) - len(rollup.left_out)
        text = label("rollup_counted", all=len(rollup.cases), counted=counted)
        for key, number in (("rollup_failed_count", len(rollup.failed)), ("rollup_left_count", len(rollup.left_out))):
            if number:
                text += label(key, count=number)
        return text

    def days(self) -> str:
        """The day of the figures; where cases have different ones, each with how many have it."""
        days = self.rollup.days
        if len(days) < 2:
            return self.words.day(self.statement.as_of)
        each = [
            self.words.label("rollup_day", day=day or self.words.label("unstated"), count=days[day])
            for day in sorted(days, key=lambda day: (not day, day))
        ]
        return self.listed(each, 5)

    def scope(self) -> Facts:
        """What the figures cover, the number of cases first."""
        words = self.words
        changed = {words.label("as_of"): self.days()}
        changed[words.label("own_level")] = self.own_level()
        pairs = [(label, changed.get(label, text)) for label, text in scope_facts(self.statement, words).pairs]
        return Facts(((words.label("rollup_cases"), self.cases()), *pairs))

    def own_level(self) -> str:
        """Whose money the totals are of: of one level, or of each bureau's own."""
        words = self.words
        levels = list(dict.fromkeys(record.own_level for record in self.rollup.done))
        named = self.listed([words.level(level) for level in levels], len(levels))
        return (
            words.label("rollup_own_levels", levels=named) if len(levels) > 1 else words.level(self.statement.own_level)
        )

    def rated(self, row: ViewRow) -> str:
        """A bureau and its rate."""
        rate = self.words.rate(row.rate, complete=row.complete).text
        return self.words.label("rollup_rated", bureau=row.key[0], rate=rate)

    def judged(self, view: View, most: int) -> str:
        """One fund's bureaus against the average: those below it by name, the unsettled unjudged."""
        words, label = self.words, self.words.label
        below, unsettled = below_average(view), unsettled_rows(view)
        total = words.rate(view.total.rate, complete=view.total.complete).text
        values = {"fund": words.nature(view.nature or ""), "rate": total, "count": len(below)}
        if view.total.rate is None:
            said = label("rollup_no_rate", **values)
        elif below:
            said = label(
                "rollup_below", **values, names=self.listed([self.rated(row) for row in below], most, counted=True)
            )
        else:
            said = label("rollup_none_below", **values)
        if unsettled:
            names = self.listed([row.key[0] for row in unsettled], most, counted=True)
            said += label("rollup_unsettled", count=len(unsettled), names=names)
        return said

    def owing(self, standing: Standing) -> str:
        """What a bureau has not paid yet in a project, with its unit; "—" where it is not known."""
        line = standing.line
        text = self.printed[id(line)]["undisbursed"]
        own = self.words.of(line.nature)
        return own.amount(line.figures.undisbursed, complete=line.complete, text=text)

    def lagging(self, standing: Standing) -> str:
        """A bureau that lags in a project, with its rate and what is unpaid."""
        line = standing.line
        rate = self.words.rate(line.rate, complete=line.complete).text
        return self.words.label("rollup_lagging", bureau=standing.bureau, rate=rate, amount=self.owing(standing))

    def why(self, standing: Standing) -> str:
        """Why a bureau lags."""
        schedule, keys = standing.line.schedule, []
        if schedule is not None and schedule.behind:
            keys.append("state_behind")
        if schedule is not None and schedule.overdue:
            keys.append("state_overdue")
        if standing.average == "below":
            keys.append("rollup_below_average")
        return self.listed([self.words.label(key) for key in keys], len(keys)) or DASH


def below_average(view: View) -> list[ViewRow]:
    """The bureaus below the average with nothing in doubt, the last in the ranking first."""
    rows = [row for row in view.rows if row.complete and row.average == "below"]
    return sorted(rows, key=lambda row: -(row.rank or 0))


def unsettled_rows(view: View) -> list[ViewRow]:
    """The bureaus with an amount that could not be read or placed: nobody is judged on those."""
    return [row for row in view.rows if not row.complete]


def telling(name: str, views: Sequence[View]) -> Sequence[View]:
    """A dimension's views where they tell something: plans name classes or units, or money of several levels."""
    if name == "level":
        return views if any(len(view.rows) > 1 for view in views) else ()
    return views if any(row.key[0] for view in views for row in view.rows) else ()
