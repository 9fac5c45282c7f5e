"""JUnit XML: a test suite a file, a test case a rule, so that a rule keeps its name whether it passes or fails.

GitLab and Jenkins show one failure a case and compare runs by suite and name. A case fails where the rule has findings
of the severities that make `check` fail, and lists all of them with their cells; graver or lesser ones that do not
are in its output. Rules that could not run are skipped, with the reason: they never pass.
"""

import re
from collections.abc import Collection, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from minsheng_funds.model import Book, Checked, Finding, RuleCard, Unable
from minsheng_funds.rendering.composing.check import amounts_line, headline
from minsheng_funds.rendering.words import Words
from minsheng_funds.settings import Settings

_NO_XML = re.compile(
    "[^\t\n\r\u0020-\u007e\u00a0-\u200d\u2010-\u2029\u202f-\u2065\u206a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
"""Characters that no XML document may hold, not even escaped, and those that turn text around."""


def write_junit(
    book: Book, checked: Checked, rules: Sequence[RuleCard], settings: Settings, grave: Collection[str]
) -> str:
    """The document; findings of the severities in `grave` are failures."""
    words = Words(settings)
    cases = _Cases(book, checked, words, grave)
    root = Element("testsuites", name="minsheng-funds check")
    for file in cases.files:
        name = file or words.label("no_place")
        suite = Element("testsuite", name=_xml(name))
        suite.extend(cases.of(file, rule, name) for rule in rules if file or ("", rule.code) in cases.found)
        if file or len(suite):
            root.append(suite)
            _count(suite, [suite])
    _count(root, list(root))
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _xml(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)


class _Cases:
    """What was found of each rule in each file; the file "" has what is about none of them (settings)."""

    def __init__(self, book: Book, checked: Checked, words: Words, grave: Collection[str]) -> None:
        self.words, self.grave = words, grave
        self.files = (*(source.name for source in book.sources), "")
        self.found: dict[tuple[str, str], list[Finding]] = {}
        for finding in checked.findings:
            self.found.setdefault(self._place(finding), []).append(finding)
        self.aside: dict[tuple[str, str], list[str]] = {}
        for why, asides in (("waived_one", checked.waived), ("known_one", checked.known)):
            for finding, reason in asides:
                text = words.label(why, code=finding.code, message=words.say(finding.message), reason=reason)
                self.aside.setdefault(self._place(finding), []).append(f"{text}  {words.places(finding.origins)}")
        self.unable: dict[str, list[Unable]] = {}
        for unable in checked.unable:
            self.unable.setdefault(unable.code, []).append(unable)

    def _place(self, finding: Finding) -> tuple[str, str]:
        file = finding.origins[0].file if finding.origins else ""
        return (file if file in self.files else "", finding.code)

    def of(self, file: str, rule: RuleCard, suite: str) -> Element:
        """The case of a rule in a file: failed, skipped or passed; what fails nothing is in its output."""
        say = self.words.say
        case = Element("testcase", classname=_xml(suite), name=_xml(f"{rule.code} {say(rule.title)}"), time="0")
        findings = self.found.get((file, rule.code), [])
        failing = [finding for finding in findings if finding.severity in self.grave]
        unable = [one for one in self.unable.get(rule.code, ()) if _concerns(one, file)]
        if failing:
            first = say(failing[0].message)
            several = self.words.label("several_places", count=len(failing), message=first)
            message = several if len(failing) > 1 else first
            failure = SubElement(case, "failure", message=_xml(message), type=failing[0].severity)
            failure.text = _xml("\n\n".join(_text(finding, self.words) for finding in failing))
        elif unable:
            SubElement(case, "skipped", message=_xml("; ".join(say(one.why) for one in unable)))
        others = [_text(finding, self.words) for finding in findings if finding.severity not in self.grave]
        output = [*others, *self.aside.get((file, rule.code), ())]
        if output:
            SubElement(case, "system-out").text = _xml("\n\n".join(output))
        return case


def _concerns(unable: Unable, file: str) -> bool:
    """Whether a rule could not run on this file; one that names no place could not run on any."""
    return not unable.origins or any(origin.file == file for origin in unable.origins)


def _text(finding: Finding, words: Words) -> str:
    remedy = words.say(finding.remedy)
    lines = [headline(finding, words), *map(str, finding.origins), amounts_line(finding, words)]
    lines.append(f"{words.label('responsible_unit')}: {finding.unit}" if finding.unit else "")
    lines.append(f"{words.label('remedy')}: {remedy}" if remedy else "")
    return "\n".join(filter(None, lines))


def _count(element: Element, suites: Sequence[Element]) -> None:
    """Writes the sums of the cases in these suites."""
    cases = [case for suite in suites for case in suite.iter("testcase")]
    element.set("tests", str(len(cases)))
    element.set("failures", str(sum(case.find("failure") is not None for case in cases)))
    element.set("errors", "0")
    element.set("skipped", str(sum(case.find("skipped") is not None for case in cases)))
    element.set("time", "0")
