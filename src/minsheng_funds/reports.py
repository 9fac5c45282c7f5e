"""One run in any format, by its name or by the suffix of a file: all of them show the same figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from minsheng_funds.settings import Settings

if TYPE_CHECKING:
    from minsheng_funds.model import Additions, Dossier, Outcome
    from minsheng_funds.model.rollup import RollUp
    from minsheng_funds.rendering.composing.rollup.words import Said
    from minsheng_funds.rendering.document import Document, Page

FORMATS = ("text", "json", "csv", "md")
"""What is printed; files are written in all but the first, and in those that are no text."""
ANNEX = "rollup.xlsx"
"""The workbook of a roll-up, which takes longer than all its other files together."""
SUFFIXES = (".xlsx", ".docx", ".html", ".md", ".json", ".csv")


@dataclass(frozen=True)
class Pens:
    """What one run found, to be written in any format. `paths`: where each source lies, by its name."""

    outcome: Outcome
    settings: Settings
    asked: Additions
    paths: Mapping[str, Path] = field(default_factory=dict)
    template: tuple[str, str] | None = None
    """The name and the text of a letter of the bureau's own."""

    def text(self, format_: str) -> str:
        """The whole of a format that is text."""
        if format_ == "json":
            from minsheng_funds.rendering.as_json import dump, report_document

            return dump(report_document(self.outcome, self.settings, self.asked))
        if format_ == "csv":
            from minsheng_funds.rendering.as_csv import write_csv

            return write_csv(self.outcome, self.settings, self.asked)
        from minsheng_funds.rendering.as_markdown import write_markdown

        return write_markdown(self.document())

    def document(self) -> Document:
        """The statement as it stands on a terminal."""
        from minsheng_funds.rendering.composing.report import compose_report

        return compose_report(self.outcome, self.settings, self.asked)

    def content(self, output: Path) -> bytes:
        """What a file holds, by its suffix."""
        from minsheng_funds.rendering.files import encoded

        format_ = output.suffix.lower().removeprefix(".")
        if format_ == "xlsx":
            return self._annex(output.parent)
        if format_ == "docx":
            return self._letter()
        if format_ == "html":
            return self._page()
        return encoded(self.text(format_), mark=format_ == "csv")

    def _letter(self) -> bytes:
        """The letter to sign, as a document of Word."""
        from minsheng_funds.rendering.as_docx import write_docx
        from minsheng_funds.rendering.composing.letters import compose_letter

        letter, given = compose_letter(self.dossier, self.settings, self.template), self.settings.document
        return write_docx(letter, self.settings.lang, given.organisation, given.day or self.outcome.statement.as_of)

    def _page(self) -> bytes:
        """The page, with the payments to look into."""
        from minsheng_funds.pipeline import with_payments
        from minsheng_funds.rendering.as_html.report import write_report
        from minsheng_funds.rendering.composing.page import compose_page
        from minsheng_funds.rendering.files import encoded
        from minsheng_funds.rendering.words import Words

        document = compose_page(with_payments(self.dossier, self.settings), self.settings)
        return encoded(write_report(document, Words(self.settings)), mark=False)

    def _annex(self, folder: Path) -> bytes:
        """The annex, its problems linked to the workbooks as they lie seen from its folder."""
        from minsheng_funds.rendering.as_xlsx import CREATED, write_xlsx
        from minsheng_funds.rendering.composing.annex import annex_pages
        from minsheng_funds.rendering.links import links_from

        pages = annex_pages(self.dossier, self.settings, links_from(folder, self.paths))
        return write_xlsx(pages, self.outcome.statement.as_of or CREATED)

    @cached_property
    def dossier(self) -> Dossier:
        """All that the reports show which people sign."""
        from minsheng_funds.pipeline import dossier

        return dossier(self.outcome, self.settings, self.asked)


@dataclass(frozen=True)
class RollUpPens:
    """A roll-up in every format, and the files of a batch beside those of its cases.

    `paths`: where the files of each case lie, by its name and theirs. `template`: the name and the text of a circular
    of the bureau's own.
    """

    rollup: RollUp
    settings: Settings
    paths: Mapping[str, Mapping[str, Path]] = field(default_factory=dict)
    template: tuple[str, str] | None = None

    def files(self, out: Path) -> dict[Path, Callable[[], bytes]]:
        """What stands in the output folder of a batch; a circular and an annex only where any case has a statement."""
        found: dict[str, Callable[[], bytes]] = {
            "batch.json": lambda: self._encoded(self.text("json")),
            "problems.xlsx": partial(self._problems, out),
        }
        if self.rollup.done:
            found |= {
                "rollup.html": self._page,
                "circular.docx": self._circular,
                ANNEX: partial(self._annex, out),
            }
        return {out / name: make for name, make in found.items()}

    def text(self, format_: str) -> str:
        """The whole of a format that is text."""
        if format_ == "json":
            from minsheng_funds.rendering.as_json import dump
            from minsheng_funds.rendering.as_json.batch import batch_document

            return dump(batch_document(self.rollup, self.settings))
        from minsheng_funds.rendering.as_markdown import write_markdown

        return write_markdown(self.document())

    def document(self) -> Document:
        """The roll-up as it stands on a terminal."""
        from minsheng_funds.rendering.composing.rollup import compose_rollup

        return compose_rollup(self.rollup, self.settings)

    @cached_property
    def _said(self) -> Said:
        """The roll-up in words, its amounts balanced once for all files."""
        from minsheng_funds.rendering.composing.rollup.words import Said
        from minsheng_funds.rendering.words import Words

        return Said(self.rollup, Words(self.settings))

    def _encoded(self, text: str) -> bytes:
        from minsheng_funds.rendering.files import encoded

        return encoded(text)

    def _links(self, out: Path) -> dict[str, dict[str, str]]:
        """Where the files of each case lie, seen from the output folder."""
        from minsheng_funds.rendering.links import links_from

        return {case: links_from(out, files) for case, files in self.paths.items()}

    def _annex(self, out: Path) -> bytes:
        from minsheng_funds.rendering.composing.rollup import rollup_pages

        return self._workbook(rollup_pages(self.rollup, self.settings, self._links(out), self._said))

    def _problems(self, out: Path) -> bytes:
        from minsheng_funds.rendering.composing.rollup import rollup_problems

        return self._workbook(rollup_problems(self.rollup, self.settings, self._links(out)))

    def _workbook(self, pages: Sequence[Page]) -> bytes:
        from minsheng_funds.rendering.as_xlsx import CREATED, write_xlsx

        return write_xlsx(pages, self.rollup.statement.as_of or CREATED)

    def _page(self) -> bytes:
        from minsheng_funds.rendering.as_html.report import write_report
        from minsheng_funds.rendering.composing.rollup import compose_rollup_page

        page = compose_rollup_page(self.rollup, self.settings, self._said)
        return self._encoded(write_report(page, self._said.words))

    def _circular(self) -> bytes:
        from minsheng_funds.rendering.as_docx import write_docx
        from minsheng_funds.rendering.composing.rollup import compose_rollup_circular

        letter = compose_rollup_circular(self.rollup, self.settings, self.template, self._said)
        given = self.settings.document
        return write_docx(letter, self.settings.lang, given.organisation, given.day or self.rollup.statement.as_of)
