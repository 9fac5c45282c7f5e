"""The formats of `check`, each by its name and by the suffix of a file."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from minsheng_funds.cli.options import SEVERITIES, print_text
from minsheng_funds.messages import failure
from minsheng_funds.settings import Settings

if TYPE_CHECKING:
    from minsheng_funds.model import Book, Checked
    from minsheng_funds.rendering.document import Document

FORMATS = ("text", "json", "junit", "sarif", "github")
SUFFIXES = {".json": "json", ".sarif": "sarif", ".xml": "junit", ".txt": "text"}
"""What a file's suffix says of its format."""


def refuse_unknown_suffixes(outputs: Sequence[Path]) -> None:
    """Raises `Failure` for a file of which nobody knows what to write into it."""
    for output in outputs:
        if output.suffix.lower() not in SUFFIXES:
            known = " ".join(SUFFIXES)
            raise failure("unknown-check-format", where=str(output), detail=output.suffix, known=known)


def grave(fail_on: str) -> tuple[str, ...]:
    """The severities that make the exit code 1."""
    return SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on != "never" else ()


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

    def write(self, outputs: Sequence[Path]) -> None:
        """Into files, each whole or not at all; then one line on stderr that says what was found."""
        from minsheng_funds.rendering.compose_check import counts_line
        from minsheng_funds.rendering.document import harmless
        from minsheng_funds.rendering.files import write_atomically
        from minsheng_funds.rendering.words import Words

        for output in outputs:
            write_atomically(output, self.text(SUFFIXES[output.suffix.lower()]).encode("utf-8", "backslashreplace"))
        if outputs:
            words = Words(self.settings)
            files = ", ".join(map(str, outputs))
            line = words.label("written", files=files, counts=counts_line(self.checked, words))
            print(harmless(line), file=sys.stderr)

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
        from minsheng_funds.rendering.compose_check import compose_check, listing_of

        listing = listing_of(self.book, self.checked, self.settings, verbose=self.verbose)
        around = excerpts(self.book, listing.places, self.settings)
        return compose_check(self.book, self.checked, self.settings, listing, around)
