"""What the rules say: findings, the rules that could not run, and what was set aside on purpose."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from minsheng_funds.model.facts import Origin
from minsheng_funds.vocabulary import NOTHING, Text


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says is wrong with the data: where, how much, and what to do.

    Money in `expected`, `actual` and `difference` is fen where `measure` is "fen". `project` and `unit` (the
    responsible unit, as the plan names it) are blank where the finding is about no single project. `why` it matters,
    in the rule's words; `due` is the project's own deadline, where its schedule has one and the finding is about time.
    """

    code: str
    severity: str
    message: Text
    remedy: Text
    origins: tuple[Origin, ...]
    measure: str
    expected: int | str | None
    actual: int | str | None
    difference: int | None
    project: str = ""
    unit: str = ""
    title: Text = NOTHING
    why: Text = NOTHING
    due: date | None = None


class Unable(NamedTuple):
    """A rule that could not run, or not on these tables, and why: that is never a pass."""

    code: str
    title: Text
    why: Text
    origins: tuple[Origin, ...] = ()


class SetAside(NamedTuple):
    """A finding that was waived, or that the baseline knows; `reason` is the waiver's."""

    finding: Finding
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """What `check` found: new findings in their order, what was set aside, and the rules that could not run."""

    findings: tuple[Finding, ...]
    waived: tuple[SetAside, ...] = ()
    known: tuple[SetAside, ...] = ()
    unable: tuple[Unable, ...] = ()
