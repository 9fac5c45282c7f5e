"""SARIF 2.1.0: for GitHub's code scanning and other viewers of findings.

A cell is no region of text. It stands in `logicalLocations` by its address; the region names the row as its line, which
is what GitHub wants to see at all.
"""

import json
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from minsheng_funds import __version__
from minsheng_funds.model import Book, Checked, Finding, Origin, RuleCard, Unable, fingerprint
from minsheng_funds.rendering.composing.check import amounts_line
from minsheng_funds.rendering.places import Places
from minsheng_funds.rendering.words import Words
from minsheng_funds.settings import Settings

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "info": "note"}
LANGUAGES = {"zh": "zh-CN", "en": "en"}
Json = dict[str, Any]


def write_sarif(
    book: Book,
    checked: Checked,
    rules: Sequence[RuleCard],
    settings: Settings,
    places: Places,
    *,
    compared: bool = False,
) -> str:
    """The log of one run: rules, findings (those set aside, too), and the rules that could not run.

    `compared` tells that there was a baseline: then every finding is new or unchanged.
    """
    return (
        json.dumps(_Run(book, rules, settings, places).log(checked, compared=compared), ensure_ascii=False, indent=2)
        + "\n"
    )


class _Run:
    """What the objects of one log refer to: rules by their index, files by theirs."""

    def __init__(self, book: Book, rules: Sequence[RuleCard], settings: Settings, places: Places) -> None:
        self.book, self.rules, self.places = book, rules, places
        self.words = Words(settings)
        self.index = {rule.code: place for place, rule in enumerate(rules)}
        self.artifacts = {source.name: place for place, source in enumerate(book.sources)}
        self.met: Counter[str] = Counter()

    def log(self, checked: Checked, *, compared: bool) -> Json:
        new = "new" if compared else ""
        results = [self._result(finding, new) for finding in checked.findings]
        for finding, reason in checked.waived:
            suppression = {"kind": "external", "status": "accepted", "justification": reason}
            results.append({**self._result(finding, new), "suppressions": [suppression]})
        results += [self._result(aside.finding, "unchanged") for aside in checked.known]
        driver = {
            "name": "minsheng-funds",
            "semanticVersion": __version__,
            "rules": [self._rule(rule) for rule in self.rules],
        }
        run: Json = {
            "tool": {"driver": driver},
            "language": LANGUAGES[self.words.language],
            "columnKind": "unicodeCodePoints",
            "invocations": [
                {
                    "executionSuccessful": True,
                    "toolConfigurationNotifications": [self._notification(unable) for unable in checked.unable],
                }
            ],
            "artifacts": [
                {
                    "location": {"uri": self.places.uri(source.name)},
                    "hashes": {"sha-256": source.sha256},
                }
                for source in self.book.sources
            ],
            "results": results,
        }
        return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}

    def _rule(self, rule: RuleCard) -> Json:
        title, why, remedy = (self.words.say(text) for text in (rule.title, rule.why, rule.remedy))
        name = "".join(word.capitalize() for word in re.findall(r"[A-Za-z0-9]+", rule.title.en))
        return {
            "id": rule.code,
            "name": name or rule.code,
            "shortDescription": {"text": title},
            "fullDescription": {"text": why or title},
            "help": {"text": remedy or title},
            "defaultConfiguration": {"level": LEVELS[rule.severity]},
        }

    def _result(self, finding: Finding, state: str) -> Json:
        mark = fingerprint(finding)
        self.met[mark] += 1
        stable = f"{mark}:{self.met[mark]}"  # the first, the second … of those that are alike
        words = self.words
        remedy = words.say(finding.remedy)
        more = [amounts_line(finding, words), f"{words.label('remedy')}: {remedy}" if remedy else ""]
        where = words.places(finding.origins)
        text = "\n".join(filter(None, [words.say(finding.message), where, *more]))
        result: Json = {
            "ruleId": finding.code,
            **({"ruleIndex": self.index[finding.code]} if finding.code in self.index else {}),
            "level": LEVELS[finding.severity],
            "message": {"text": text},
            "locations": [self._location(origin) for origin in finding.origins[:1]],
            "relatedLocations": [
                {"id": number, **self._location(origin)} for number, origin in enumerate(finding.origins[1:], 1)
            ],
            "partialFingerprints": {"primaryLocationLineHash": stable, "finding/v1": stable},
            "properties": {
                "measure": finding.measure,
                "expected": finding.expected,
                "actual": finding.actual,
                "difference": finding.difference,
                "project": finding.project or None,
                "unit": finding.unit or None,
            },
        }
        if state:
            result["baselineState"] = state
        return result

    def _location(self, origin: Origin) -> Json:
        physical: Json = {"artifactLocation": {"uri": self.places.uri(origin.file)}}
        if origin.file in self.artifacts:
            physical["artifactLocation"]["index"] = self.artifacts[origin.file]
        physical["region"] = {"startLine": origin.row or 1}
        logical: Json = {"fullyQualifiedName": str(origin)}
        if origin.sheet:
            logical["name"] = str(origin).rpartition("!")[2]
        return {"physicalLocation": physical, "logicalLocations": [logical]}

    def _notification(self, unable: Unable) -> Json:
        said = f"{self.words.say(unable.title)}: {self.words.say(unable.why)}"
        associated = {"id": unable.code, **({"index": self.index[unable.code]} if unable.code in self.index else {})}
        return {
            "level": "note",
            "message": {"text": said},
            "associatedRule": associated,
            "locations": [self._location(origin) for origin in unable.origins],
        }
