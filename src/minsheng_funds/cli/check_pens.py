"""The formats of `check`, each by its name and by the suffix of a file."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from minsheng_funds.cli.options import print_text
from minsheng_funds.messages import SEVERITIES, failure
from minsheng_funds.settings import Settings

if TYPE_CHECKING:
    from minsheng_funds.model import Book, Checked, Finding, Source
    from minsheng_funds.rendering.document import Document

FORMATS = ("text", "json", "junit", "sarif", "github")
SUFFIXES = {".xlsx": "problems", ".json": "json", ".sarif": "sarif", ".xml": "junit", ".txt": "text"}
"""What a file's suffix says of its format."""


def refuse_copy(workbooks: Sequence[Path], copy: Path) -> None:
    """One workbook is marked, those after --plan never; the copy is a file of its own. Raises `Failure`."""
    from minsheng_funds.rendering.annotated import refuse_suffix

    if len(dict.fromkeys(workbooks)) > 1:
        raise failure("annotate-one", where="--annotate", detail=len(dict.fromkeys(workbooks)))
    refuse_suffix(workbooks[0], copy)


def grave(fail_on: str) -> tuple[str, ...]:
    """The severities that make the exit code 1."""
    order = tuple(SEVERITIES)
    return order[: order.index(fail_on) + 1] if fail_on != "never" else ()


@dataclass(frozen=True)
class Pens:
    """What one run found, to be written in any format.

    `paths`: where each source lies, by its name; `compared`: whether there was a baseline.
    """

    book: Book
    checked: Checked
    settings: Settings
    fail_on: str
    verbose: bool
    paths: Mapping[str, Path]
    compared: bool = False

    def print(self, format_: str) -> None:
        """On standard output: text as the console has it, all else in UTF-8."""
        if format_ != "text":
            print_text(self.text(format_))
            return
        from minsheng_funds.rendering.as_text import write_text

        write_text(self._document(), sys.stdout)

    def write(self, outputs: Sequence[Path], copy: Path | None, source: Source) -> None:
        """Into files, each whole or not at all; then one line on stderr that says what was found.

        `copy` is where the marked copy of `source` goes, if it is wanted.
        """
        from minsheng_funds.rendering.composing.check import counts_line
        from minsheng_funds.rendering.document import harmless
        from minsheng_funds.rendering.files import Content, write_all
        from minsheng_funds.rendering.words import Words

        contents: dict[Path, Content] = {output: partial(self._content, output) for output in outputs}
        if copy is not None:
            contents[copy] = partial(self._marked, source)
        write_all(contents)
        if contents:
            words = Words(self.settings)
            files = ", ".join(map(str, contents))
            line = words.label("written", files=files, counts=counts_line(self.checked, words))
            print(harmless(line), file=sys.stderr)
        if copy is not None and (elsewhere := self._elsewhere(source)):
            print(harmless(Words(self.settings).label("not_in_copy", count=elsewhere, file=copy)), file=sys.stderr)

    def _content(self, output: Path) -> bytes:
        format_ = SUFFIXES[output.suffix.lower()]
        if format_ == "problems":
            return self._problems(output.parent)
        from minsheng_funds.rendering.files import encoded

        return encoded(self.text(format_))

    def _problems(self, folder: Path) -> bytes:
        """The problem list, its places linked to the workbooks as they lie seen from its folder."""
        from minsheng_funds.rendering.as_xlsx import write_xlsx
        from minsheng_funds.rendering.composing.problems import problem_pages
        from minsheng_funds.rendering.links import links_from

        listed = replace(self.checked, findings=self._listed())
        return write_xlsx(problem_pages(self.book, listed, self.settings, links_from(folder, self.paths)))

    def _marked(self, source: Source) -> bytes:
        from minsheng_funds.rendering.annotated import annotate
        from minsheng_funds.rendering.words import Words

        return annotate(source.content, source.name, self._listed(), Words(self.settings))

    def _elsewhere(self, source: Source) -> int:
        """How many findings are not about the workbook that is marked."""
        named = [finding.origins for finding in self._listed() if finding.origins]
        return sum(all(origin.file != source.name for origin in origins) for origins in named)

    def _listed(self) -> tuple[Finding, ...]:
        """The findings that people are shown: those of info only where they were asked for."""
        from minsheng_funds.rendering.composing.check import worth_listing

        return worth_listing(self.checked.findings, self.settings, verbose=self.verbose)

    def text(self, format_: str) -> str:
        """The whole of a format."""
        if format_ == "json":
            from minsheng_funds.rendering.as_json import check_document, dump

            return dump(check_document(self.book, self.checked, self.settings))
        if format_ == "text":
            from minsheng_funds.rendering.as_text import plain_text

            return plain_text(self._document())
        from minsheng_funds.rendering.places import Places

        places = Places({name: str(path) for name, path in self.paths.items()}, str(Path.cwd()))
        if format_ == "github":
            from minsheng_funds.rendering.as_github import write_github

            return write_github(self.checked, self.settings, places)
        from minsheng_funds.pipeline import rules

        if format_ == "junit":
            from minsheng_funds.rendering.as_junit import write_junit

            return write_junit(self.book, self.checked, rules(self.settings), self.settings, grave(self.fail_on))
        from minsheng_funds.rendering.as_sarif import write_sarif

        given = (self.book, self.checked, rules(self.settings), self.settings, places)
        return write_sarif(*given, compared=self.compared)

    def _document(self) -> Document:
        from minsheng_funds.pipeline import excerpts
        from minsheng_funds.rendering.composing.check import compose_check, listing_of

        listing = listing_of(self.book, self.checked, self.settings, verbose=self.verbose)
        around = excerpts(self.book, listing.places, self.settings)
        return compose_check(self.book, self.checked, self.settings, listing, around)
