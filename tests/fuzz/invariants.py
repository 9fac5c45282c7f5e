"""What must hold on every outcome, whatever was read."""

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Any

from jsonschema import Draft202012Validator

from minsheng_funds import pipeline
from minsheng_funds.errors import Failure
from minsheng_funds.model import Outcome, Source
from minsheng_funds.rendering.as_json import dump, inspect_document, report_document
from minsheng_funds.settings import Settings

_HOLE = re.compile(r"\{[a-z_]+\}")


@cache
def schema(name: str) -> Draft202012Validator:
    """The schema that the package ships for a document."""
    file = resources.files("minsheng_funds.rendering") / "schemas" / f"{name}-1.json"
    return Draft202012Validator(json.loads(file.read_text(encoding="utf-8")))


def try_sources(sources: Sequence[Source], settings: Settings | None = None) -> Outcome | None:
    """Runs and looks; a `Failure` is an answer, too (None). Raises AssertionError with every breach."""
    settings = settings or Settings()
    outcome = None
    try:
        outcome = pipeline.run(sources, settings)
        found = list(breaches(outcome, settings))
        assert not found, found
    except Failure as failure:
        if not (failure.line("zh") and failure.line("en") and failure.exit_code == 2):
            raise AssertionError(f"no whole failure: {failure!r}") from failure
    try:
        book, findings = pipeline.look(sources, settings)
    except Failure:
        return outcome
    broken = list(_invalid("inspect", inspect_document(book, findings, settings)))
    assert not broken, broken
    return outcome


def breaches(outcome: Outcome, settings: Settings) -> Iterator[str]:
    """Everything that does not hold."""
    statement, book = outcome.statement, outcome.book
    books = statement.reconciliation
    if books is not None:
        aside = sum(fen for _, fen in books.out_of_scope)
        if books.ledger_total != books.matched + books.unmatched + aside:
            yield f"ledger_total {books.ledger_total} is not {books.matched} + {books.unmatched} + {aside}"
        if books.unmatched != sum(row.disbursed for row in statement.unmatched):
            yield "the unmatched rows do not make up what is unmatched"
    yield from _totals(outcome)
    yield from _findings(outcome)
    if book.rejects and outcome.complete:
        yield f"money was rejected ({book.rejects[0]}) and everything is complete"
    if book.rejects and not any(finding.severity == "error" for finding in outcome.findings):
        yield f"money was rejected ({book.rejects[0]}) without an error"
    document = report_document(outcome, settings)
    if json.loads(dump(document)) != document:
        yield "the document changes on its way through JSON"
    yield from _invalid("report", document)


def _totals(outcome: Outcome) -> Iterator[str]:
    statement = outcome.statement
    for nature, total in statement.totals.items():
        lines = [line for line in statement.lines if line.nature == nature]
        if total.projects != len({line.project for line in lines}) and total.projects != len(lines):
            yield f"{total.projects} projects, {len(lines)} lines"
        for name in ("required", "allocated", "issued", "received", "disbursed", "spent"):
            known = [fen for line in lines if (fen := getattr(line.figures, name)) is not None]
            stated = getattr(total.figures, name)
            if stated != (sum(known) if known else None):
                yield f"total {name} {stated} is not the sum of its lines {known}"
        if total.complete and not all(line.complete for line in lines):
            yield f"the total of {nature} is complete, a line of it is not"


def _findings(outcome: Outcome) -> Iterator[str]:
    for finding in outcome.findings:
        if not finding.message.zh or not finding.message.en or _HOLE.search(finding.message.zh + finding.message.en):
            yield f"{finding.code} has no whole message: {finding.message}"
        if finding.severity not in ("error", "warning", "info") or not finding.origins:
            yield f"{finding.code}: severity {finding.severity}, origins {finding.origins}"


def _invalid(name: str, document: Any) -> Iterator[str]:
    for error in schema(name).iter_errors(json.loads(dump(document))):
        yield f"{name} schema: {error.json_path}: {error.message}"
