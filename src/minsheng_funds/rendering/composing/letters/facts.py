"""The names that a letter's template knows, with what they hold: printed texts, lists of them, and yes or no.

- `programme`, `year`, `as_of` (the day of the figures), `as_of_source`, `day` (the letter's), `time` (time progress)
- `organisation`, `to`, `number`, `contact`: as the settings [document] say, "" where they do not
- `level`, `excluded` (names), `unit`, `complete` (no figure is marked *), `program`, `sources` (name, sha256)
- `funds`: each with what `funds.FundTexts.texts` lists; `matching` and `maintenance` are the same by name, or None
- `units`: over all funds, whether a ranking of units can be made; `tables`: the names of those with something to show
- `payments`: the ledger's total, `matched`, `unmatched`, `out_of_scope` (name, amount), None without a ledger
- `unmatched`: payments without a plan (name, amount); `refunds`; `errors`, `warnings`: how many problems of each kind
- `assumptions`, `settings` (sentences), `annexes` (titles), `evaluation` (the self-evaluation of each fund)
"""

from collections.abc import Sequence
from typing import Any

from minsheng_funds.messages import AS_OF_SOURCES, OUT_OF_SCOPE, TIME_RULES
from minsheng_funds.model import Dossier, Reconciliation
from minsheng_funds.rendering.composing.letters.cells import amount, full_width, records
from minsheng_funds.rendering.composing.letters.funds import FundTexts
from minsheng_funds.rendering.composing.letters.tables import Tables
from minsheng_funds.rendering.composing.provenance import PROGRAM
from minsheng_funds.rendering.composing.report import unit_text
from minsheng_funds.rendering.document import Table
from minsheng_funds.rendering.words import Words
from minsheng_funds.settings import Settings


def letter_facts(dossier: Dossier, settings: Settings, tables: Tables, annexes: Sequence[str]) -> dict[str, Any]:
    """Everything that a template may say."""
    words, statement, outcome = Words(settings), dossier.outcome.statement, dossier.outcome
    funds = [FundTexts(total, dossier, tables, words).texts() for total in statement.totals.values()]
    severities = [finding.severity for finding in outcome.findings]
    return {
        **_around(dossier, settings, words),
        "level": words.level(statement.own_level),
        "excluded": list(statement.exclusions),
        "unit": unit_text(words),
        "complete": outcome.complete,
        "funds": funds,
        **{key: next((fund for fund in funds if fund["key"] == key), None) for key in ("matching", "maintenance")},
        "tables": [name for name, found in tables.items() if found],
        "payments": _payments(tables, statement.reconciliation, words) if statement.reconciliation else None,
        "unmatched": [
            {"name": record["project"].text, "amount": amount(record["disbursed"], words)}
            for record in records(tables["unmatched"])
        ],
        "errors": severities.count("error"),
        "warnings": severities.count("warning"),
        "assumptions": [words.assumption(assumption) for assumption in statement.assumptions],
        "settings": [f"{line.name} = {line.value}" for line in settings.given],
        "sources": [{"name": source.name, "sha256": source.sha256} for source in outcome.book.sources],
        "program": PROGRAM,
        "annexes": list(annexes),
        "evaluation": [_evaluated(table) for table in tables["evaluation"]],
    }


def _around(dossier: Dossier, settings: Settings, words: Words) -> dict[str, Any]:
    """What stands around the text: days, who signs, to whom."""
    statement, given = dossier.outcome.statement, settings.document
    day = given.day or statement.as_of
    progress = statement.time_progress
    time = None
    if progress is not None:
        rule = TIME_RULES[progress.rule].fill(day=progress.rate.numerator, days=progress.rate.denominator)
        time = {"rate": words.rate(progress.rate).text, "rule": full_width(words.say(rule), words)}
    return {
        "programme": settings.programme,
        "year": str(statement.year) if statement.year is not None else None,
        "as_of": words.long_day(statement.as_of) if statement.as_of else None,
        "as_of_source": words.say(AS_OF_SOURCES[statement.as_of_source]) if statement.as_of_source else None,
        "day": words.long_day(day) if day else None,
        "time": time,
        "organisation": given.organisation,
        "to": given.to,
        "number": given.number,
        "contact": given.contact,
    }


def _payments(tables: Tables, books: Reconciliation, words: Words) -> dict[str, Any]:
    """The ledger's parts; a part without money is None, or not in the list."""
    (table,) = tables["reconciliation"]
    *rows, (_, total) = table.rows
    matched, unmatched, *outside = rows
    return {
        "total": amount(total, words),
        "matched": amount(matched[1], words) if matched[1].fen else None,
        "unmatched": amount(unmatched[1], words) if unmatched[1].fen else None,
        "out_of_scope": [
            {"name": words.say(OUT_OF_SCOPE[why]), "amount": amount(cell, words)}
            for (why, _), (_, cell) in zip(books.out_of_scope, outside, strict=True)
            if cell.fen
        ],
    }


def _evaluated(table: Table) -> dict[str, Any]:
    """One fund's total of the self-evaluation."""
    total = table.rows[max(table.totals)]
    points, rate, score = (cell.text for cell in total[-3:])
    return {"name": table.title, "points": points, "rate": rate if total[-2].rate else None, "score": score}
