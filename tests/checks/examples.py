"""A rule's example, as its docstring writes it → sources and settings. `python -m tests.checks.examples CODE…` runs them.

`[台账]` or `[old.xlsx!台账]` begins a sheet; rows stand between bars; a number is a number, a day (2020-01-02) a day,
'12 a text; `toml:` and `as-of:` lines are settings. Files named old.xlsx and new.xlsx are compared, case1.xlsx, case2.xlsx … are cases of a batch. Words alone are an
example that cells cannot show: `tests.checks.makers` makes it.
"""

import re
import sys
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePath
from typing import Any

from minsheng_funds import pipeline
from minsheng_funds.checks import RULES
from minsheng_funds.checks.registry import Rule
from minsheng_funds.errors import Failure
from minsheng_funds.model import Finding, Source
from minsheng_funds.model.rollup import CaseFailure, CaseOutcome
from minsheng_funds.settings import FILE_NAME, Settings, load
from tests.support import Sheet, xlsx

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
TODAY = date(2021, 3, 1)


def sources_of(example: str) -> tuple[list[Source], Settings]:
    """The sources and the settings of an example in cells."""
    files: dict[str, dict[str, list[list[Any]]]] = {}
    toml, as_of, rows = [], None, None
    for line in example.splitlines():
        if heading := re.fullmatch(r"\[(?:(.+)!)?(.+)\]", line):
            rows = files.setdefault(heading[1] or "book.xlsx", {}).setdefault(heading[2], [])
        elif line.startswith("|"):
            assert rows is not None, f"a row before the name of its sheet: {line}"
            rows.append([_cell(text.strip()) for text in line.strip("|").split("|")])
        elif line.startswith("toml:"):
            toml.append(line.removeprefix("toml:").strip())
        elif line.startswith("as-of:"):
            as_of = date.fromisoformat(line.removeprefix("as-of:").strip())
        else:
            assert not line, f"neither a sheet, a row nor a setting: {line}"
    settings = replace(settings_of("\n".join(toml)), as_of=as_of, today=TODAY)
    return [Source(name, xlsx(*(Sheet(*item) for item in sheets.items()))) for name, sheets in files.items()], settings


def settings_of(toml: str) -> Settings:
    if not toml:
        return Settings()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / FILE_NAME
        file.write_text(toml, encoding="utf-8")
        return replace(load(file, {}), origin=FILE_NAME)


def _cell(text: str) -> Any:
    if _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    if _DAY.fullmatch(text):
        return date.fromisoformat(text)
    return text.removeprefix("'")


def is_in_cells(example: str) -> bool:
    return example.startswith("[")


def findings_of(sources: list[Source], settings: Settings) -> tuple[Finding, ...]:
    """All that `check` finds, `compare` of old.xlsx and new.xlsx, or the roll-up of case1.xlsx, case2.xlsx …"""
    names = [source.name for source in sources]
    if names[0].startswith("case"):
        return pipeline.roll_up([case_of(source, settings) for source in sources], settings).findings
    if names == ["old.xlsx", "new.xlsx"]:
        return pipeline.compare(sources[:1], sources[1:], settings).findings
    return pipeline.check(sources, settings)[1].findings


def case_of(source: Source, settings: Settings) -> CaseOutcome:
    """A case of a batch, as a worker leaves it; `case2` with a city's own level is told so by its name."""
    name = PurePath(source.name).stem
    if name.endswith("municipal"):
        settings = replace(settings, own_level="municipal")
    if name.endswith("excluding"):
        settings = replace(settings, exclude=("棚户区改造",))
    try:
        return CaseOutcome(name, source.name, pipeline.record(name, [source], settings)[1])
    except Failure as error:
        return CaseOutcome(name, source.name, failure=CaseFailure.of(error))


def found_in(rule: Rule, example: str, part: str) -> list[Finding]:
    """The rule's findings in one of its examples; words are made into sources by `makers`."""
    from tests.checks.makers import MAKERS

    sources, settings = sources_of(example) if is_in_cells(example) else MAKERS[rule.code, part]()
    found = findings_of(sources, settings)
    if rule.kind == "more-of-kind":  # check lists all; report the first thousand
        found = pipeline.run(sources, settings).findings
    return [finding for finding in found if finding.code == rule.code]


def shown(found: Finding) -> str:
    """A finding, line by line: what a snapshot keeps."""
    cells = " ".join(str(origin) for origin in found.origins)
    amounts = f"expected {found.expected}, actual {found.actual}, difference {found.difference} ({found.measure})"
    about = f"project {found.project or '-'}, unit {found.unit or '-'}"
    texts = (found.message.zh, found.message.en, found.remedy.zh, found.remedy.en)
    return "\n".join((f"{found.code} {found.severity} {cells}", amounts, about, *texts)) + "\n"


def main(codes: list[str]) -> None:
    for rule in RULES.values():
        if rule.code in codes or rule.family in codes:
            words = rule.words
            print(f"=== {rule.code} {rule.kind}: {words.title.zh} | {words.title.en}")
            for part in ("fires", "passes"):
                print(f"--- {part}")
                for found in found_in(rule, getattr(words, part), part):
                    print(shown(found), end="")


if __name__ == "__main__":
    main(sys.argv[1:])
