"""The JSON documents, version 1: fen as integers, rates as text, null for what cannot be computed, keys in order."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from minsheng_funds import __version__
from minsheng_funds.messages import SEVERITIES
from minsheng_funds.model import (
    Additions,
    Book,
    Checked,
    Figures,
    Finding,
    Line,
    Outcome,
    Proposal,
    Sample,
    Source,
    Statement,
    Table,
    Total,
    column_letter,
)
from minsheng_funds.rendering.as_json.figures import Json, causes_json, figures_json, level_json, percent, scope_json
from minsheng_funds.rendering.as_json.need import need_of
from minsheng_funds.rendering.as_json.schedule import schedule_keys
from minsheng_funds.rendering.as_json.versions import evaluation_json, versions_json
from minsheng_funds.rendering.as_json.views import additions
from minsheng_funds.rendering.composing.proposal_lines import proposal_lines, shared_names
from minsheng_funds.rendering.words import Words
from minsheng_funds.settings import Settings
from minsheng_funds.vocabulary import NATURES, UNIT_NAMES

NOTHING = Additions()


def dump(document: Json) -> str:
    """UTF-8 text, Chinese unescaped, the same bytes for the same input.

    A file's name that is no text (packed under another encoding) only the slow way can write, escaped.
    """
    import msgspec

    try:
        return msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n"
    except UnicodeEncodeError:
        return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def report_document(outcome: Outcome, settings: Settings, asked: Additions = NOTHING) -> Json:
    """`minsheng-funds/report/1`, with `views`, `trace` and `payments` where they were asked for."""
    statement, words = outcome.statement, Words(settings)
    progress = statement.time_progress
    time = percent(progress.rate if progress else None, settings.decimals)
    return {
        "schema": "minsheng-funds/report/1",
        "as_of": statement.as_of.isoformat() if statement.as_of else None,
        "as_of_source": statement.as_of_source,
        "year": statement.year,
        "scope": {**scope_json(statement), "time_progress_rule": progress.rule if progress else None},
        "sources": sources_list(outcome.book, detailed=False),
        "program": {"name": "minsheng-funds", "version": __version__},
        "settings": [line._asdict() for line in settings.given],
        "assumptions": [words.assumption(assumption) for assumption in statement.assumptions],
        "totals": {nature: _total(statement, nature, settings.decimals, time) for nature in NATURES},
        "projects": [_line(line, settings.decimals, time) for line in statement.lines],
        "excluded": [_line(line, settings.decimals, time) for line in statement.excluded],
        "unmatched": [
            {
                "project": row.project,
                "nature": row.nature,
                "disbursed_fen": row.disbursed,
                "payments": row.payments,
                "origins": [str(origin) for origin in row.origins],
            }
            for row in statement.unmatched
        ],
        "reconciliation": _reconciliation(statement),
        **versions_json(statement),
        **additions(asked, settings.decimals, time),
        "findings": findings_list(outcome.findings, words),
    }


def check_document(book: Book, checked: Checked, settings: Settings) -> Json:
    """`minsheng-funds/check/1`."""
    words = Words(settings)
    waived = findings_list((aside.finding for aside in checked.waived), words)
    return {
        "schema": "minsheng-funds/check/1",
        "sources": sources_list(book, detailed=False),
        "counts": counts_of(checked),
        "findings": findings_list(checked.findings, words),
        "waived": [{**finding, "reason": aside.reason} for finding, aside in zip(waived, checked.waived, strict=True)],
        "known": findings_list((aside.finding for aside in checked.known), words),
        "not_run": [
            {
                "code": unable.code,
                "title": words.say(unable.title),
                "why": words.say(unable.why),
                "origins": [str(origin) for origin in unable.origins],
            }
            for unable in checked.unable
        ],
    }


def counts_of(checked: Checked) -> dict[str, int]:
    """How many findings of each severity there are, how many were set aside, and how many rules did not run."""
    found = Counter(finding.severity for finding in checked.findings)
    return {
        **{severity: found[severity] for severity in SEVERITIES},
        "waived": len(checked.waived),
        "known": len(checked.known),
        "not_run": len({unable.code for unable in checked.unable}),
    }


def inspect_document(book: Book, findings: Sequence[Finding], settings: Settings) -> Json:
    """`minsheng-funds/inspect/1`."""
    words, shared = Words(settings), shared_names(book)
    sources = sources_list(book, detailed=True)
    proposals = {id(table): _proposal(table.proposal, words, shared) for table in book.tables}
    for source in sources:
        for table in source["tables"]:
            table["proposal"] = proposals[table["proposal"]]
    return {
        "schema": "minsheng-funds/inspect/1",
        "sources": sources,
        "assumptions": [words.assumption(assumption) for assumption in book.assumptions],
        "unread": [
            {
                "source": unread.file,
                "sheet": unread.sheet,
                "rows": _sample(unread.sample),
                "proposal": _proposal(unread.proposal, words, shared),
            }
            for unread in book.unread
        ],
        "findings": findings_list(findings, words),
    }


def findings_list(findings: Iterable[Finding], words: Words) -> list[Json]:
    """The findings of any document."""
    return [
        {
            "code": finding.code,
            "severity": finding.severity,
            "message": words.say(finding.message),
            "origins": [str(origin) for origin in finding.origins],
            "measure": finding.measure,
            "expected": finding.expected,
            "actual": finding.actual,
            "difference": finding.difference,
            "remedy": words.say(finding.remedy),
            "title": words.say(finding.title),
            "project": finding.project or None,
            "unit": finding.unit or None,
        }
        for finding in findings
    ]


def _total(statement: Statement, nature: str, decimals: int, time: str | None) -> Json | None:
    total: Total | None = statement.totals.get(nature)
    if total is None:
        return None
    figures = figures_json(total.figures, total.rate, decimals, time)
    return {
        "projects": total.projects,
        **figures,
        **schedule_keys(total.schedule, total.rate, decimals),
        **evaluation_json(total, decimals),
        "rate_base": total.base,
        "levels": _levels(total.levels, decimals),
        "complete": total.complete,
    }


def _line(line: Line, decimals: int, time: str | None) -> Json:
    return {
        "project": line.project,
        "nature": line.nature,
        "class": line.class_name or None,
        "unit": line.unit or None,
        **figures_json(line.figures, line.rate, decimals, time),
        **schedule_keys(line.schedule, line.rate, decimals),
        **evaluation_json(line, decimals),
        "levels": _levels(line.levels, decimals),
        "causes": causes_json(line.causes),
        **need_of(line),
        "origins": [str(origin) for origin in line.origins],
        "complete": line.complete,
    }


def _levels(levels: Mapping[str, Figures], decimals: int) -> Json:
    return {level: level_json(figures, decimals) for level, figures in levels.items()}


def _reconciliation(statement: Statement) -> Json | None:
    books = statement.reconciliation
    if books is None:
        return None
    return {
        "ledger_total_fen": books.ledger_total,
        "matched_fen": books.matched,
        "unmatched_fen": books.unmatched,
        "out_of_scope_fen": sum(fen for _, fen in books.out_of_scope),
        "out_of_scope": [{"why": why, "disbursed_fen": fen} for why, fen in books.out_of_scope],
    }


def sources_list(book: Book, *, detailed: bool) -> list[Json]:
    """The sources of any document, each with its tables."""
    return [
        {
            "name": source.name,
            "sha256": source.sha256,
            "tables": [_table(table, detailed=detailed) for table in book.tables if _is_of(table, source)],
        }
        for source in book.sources
    ]


def _is_of(table: Table, source: Source) -> bool:
    return table.file == source.name


def _table(table: Table, *, detailed: bool) -> Json:
    short: Json = {
        "sheet": table.sheet,
        "kind": table.kind,
        "header_rows": list(table.header_rows),
        "unit": UNIT_NAMES[table.unit].zh,
        "rows": table.rows,
    }
    if not detailed:
        return short
    stated: dict[str, int] = {}
    first_total = next((item.origin.row for item in table.stated if item.counted), None)
    for item in table.stated:
        if item.counted and item.origin.row == first_total and item.measure != "amount":  # a column not used
            stated[item.measure] = stated.get(item.measure, 0) + item.stated_fen
    return {
        **short,
        "title": table.title or None,
        "as_of": table.as_of.isoformat() if table.as_of else None,
        "first_row": table.first_row,
        "last_row": table.last_row,
        "columns": [
            {
                "cell": f"{column_letter(column.index)}{table.header_rows[-1] if table.header_rows else 1}",
                "header": column.header,
                "field": column.field or None,
                "level": column.level,
                "nature": column.nature,
                "unit": UNIT_NAMES[column.unit].zh if column.unit in UNIT_NAMES else None,
            }
            for column in table.columns
        ],
        "left_out": [{"origin": str(item.origin), "why": item.why} for item in table.left_out],
        "sums_fen": dict(sorted(table.sums.items())),
        "stated_sums_fen": _ordered(stated),
        "stated": [
            {
                "origin": str(item.origin),
                "measure": item.measure,
                "stated_fen": item.stated_fen,
                "summed_fen": item.summed_fen,
                "agrees": item.stated_fen == item.summed_fen,
            }
            for item in table.stated
        ],
        "sample": _sample(table.sample) if table.sample is not None else [],
        "proposal": id(table),  # filled in by `inspect_document`, which knows the language
    }


def _sample(sample: Sample) -> list[Json]:
    """The rows that `inspect` shows, as texts: the first ones, then the last ones."""
    return [
        {"row": row.number, "cells": {column_letter(place): text for place, text in enumerate(row.cells) if text}}
        for row in (*sample.top, *sample.last)
    ]


def _proposal(proposal: Proposal | None, words: Words, shared: frozenset[str]) -> list[str] | None:
    """Lines of settings to copy; null where nothing needs help."""
    return list(proposal_lines(proposal, words, in_file=proposal.sheet in shared)) if proposal is not None else None


def _ordered(sums: Mapping[str, int]) -> Json:
    return dict(sorted(sums.items()))
