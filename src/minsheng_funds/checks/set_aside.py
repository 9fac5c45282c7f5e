"""Findings set aside on purpose: those that a waiver answers for, and those that a baseline knows already."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from minsheng_funds.messages import failure
from minsheng_funds.model import Finding, Origin, SetAside, fingerprint
from minsheng_funds.names import normal
from minsheng_funds.settings.check import Waiver

SCHEMA = "minsheng-funds/baseline/1"


class Parted(NamedTuple):
    """Findings that stay, and those set aside."""

    kept: list[Finding]
    aside: list[SetAside]


def is_over(waiver: Waiver, today: date | None) -> bool:
    """Whether a waiver's last day has passed; without a today nothing is over."""
    return waiver.until is not None and today is not None and waiver.until < today


def waive(findings: Iterable[Finding], waivers: Sequence[Waiver]) -> tuple[Parted, list[Waiver]]:
    """The findings without those that these waivers answer for, and the waivers that answered for none."""
    parted, used = Parted([], []), set()
    for finding in findings:
        place = next((place for place, waiver in enumerate(waivers) if _answers(waiver, finding)), None)
        if place is None:
            parted.kept.append(finding)
        else:
            parted.aside.append(SetAside(finding, waivers[place].reason))
            used.add(place)
    return parted, [waiver for place, waiver in enumerate(waivers) if place not in used]


def _answers(waiver: Waiver, finding: Finding) -> bool:
    return (
        waiver.code == finding.code
        and (not waiver.project or normal(waiver.project) == normal(finding.project))
        and (not waiver.cell or any(_is_at(origin, waiver.cell) for origin in finding.origins))
    )


def _is_at(origin: Origin, cell: str) -> bool:
    address, wanted = _plain(str(origin)), _plain(cell)
    return address == wanted or address.endswith(f"!{wanted}")


def _plain(address: str) -> str:
    """An address without what a spreadsheet program writes around it: '台账'!$D$5 is 台账!D5."""
    return normal(address).replace("$", "").replace("'", "").casefold()


def without_known(findings: Iterable[Finding], known: Mapping[str, int]) -> Parted:
    """The findings that a baseline does not know. Where it knows fewer of one kind than there are, the rest is new."""
    parted, left = Parted([], []), Counter(known)
    for finding in findings:
        mark = fingerprint(finding)
        if left[mark] > 0:
            left[mark] -= 1
            parted.aside.append(SetAside(finding))
        else:
            parted.kept.append(finding)
    return parted


def write_baseline(findings: Iterable[Finding]) -> str:
    """The findings as a baseline file: one entry a fingerprint, with how many there are and what they say."""
    import json

    entries: dict[str, dict[str, Any]] = {}
    for finding in sorted(findings, key=lambda finding: (finding.code, finding.message.zh)):
        mark = fingerprint(finding)
        words = {"code": finding.code, "project": finding.project, "message": finding.message.zh}
        entries.setdefault(mark, {"fingerprint": mark, "count": 0, **words})["count"] += 1
    return json.dumps({"schema": SCHEMA, "findings": [*entries.values()]}, ensure_ascii=False, indent=2) + "\n"


def read_baseline(text: str, where: str) -> Mapping[str, int]:
    """How many findings of each fingerprint a baseline file knows. Raises `Failure` for any other file."""
    import json

    try:
        document = json.loads(text)
        if document["schema"] != SCHEMA:
            raise KeyError(document["schema"])
        known: Counter[str] = Counter()
        for entry in document["findings"]:
            known[str(entry["fingerprint"])] += int(entry["count"])
    except (ValueError, KeyError, TypeError):
        raise failure("no-baseline", where=where) from None
    return known
