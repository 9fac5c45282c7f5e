"""What the rules say: findings, the rules that could not run, and what was set aside on purpose."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from minsheng_funds.model.book import SampleRow
from minsheng_funds.model.facts import Origin
from minsheng_funds.patterns import ROWS_IN_WORDS
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


def fingerprint(finding: Finding) -> str:
    """What a finding is, whatever row it stands in: the same finding of two exports has the same one.

    Made of the rule, the file and the sheet, the project, the amounts and the words; rows in the words do not count.
    """
    import hashlib

    place = finding.origins[0] if finding.origins else Origin("")
    amounts = (finding.measure, finding.expected, finding.actual)
    parts = (
        finding.code,
        place.file,
        place.sheet,
        finding.project,
        *amounts,
        ROWS_IN_WORDS.sub("", finding.message.zh),
    )
    text = "\0".join(map(str, parts))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[
        :20
    ]  # a file may have a name that is no text


class Unable(NamedTuple):
    """A rule that could not run, or not on these tables, and why: that is never a pass."""

    code: str
    title: Text
    why: Text
    origins: tuple[Origin, ...] = ()


class RuleCard(NamedTuple):
    """A rule as people read it.

    `message` and `remedy` have placeholders; `limits` are thresholds with their defaults (amounts in fen, counts, days,
    shares in percent); `needs` says what it cannot run without.
    """

    code: str
    severity: str
    title: Text
    message: Text
    why: Text
    remedy: Text
    fires: str
    passes: str
    limits: Mapping[str, int]
    needs: tuple[Text, ...]
    in_report: bool


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


class Excerpt(NamedTuple):
    """What stands around a finding's first cell: the header of its table, and the rows above and below."""

    header: tuple[SampleRow, ...]
    rows: tuple[SampleRow, ...]
