"""Book and Statement as pandas DataFrames: the library's face for notebooks and scripts. Money is Int64 fen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from minsheng_funds.messages import failure
from minsheng_funds.model import Finding, Line, Outcome, Payment
from minsheng_funds.pipeline import run, see
from minsheng_funds.reading import read_payments
from minsheng_funds.settings import Settings, beside
from minsheng_funds.sources import read_sources
from minsheng_funds.vocabulary import DIMENSIONS

MONEY = ("required", "allocated", "issued", "received", "disbursed", "spent", "undisbursed", "funding_gap")
PLAN_COLUMNS = {
    **dict.fromkeys(("project", "code", "nature", "class", "unit", "measure", "level"), "string"),
    "amount_fen": "Int64",
    "origin": "string",
}
LEDGER_COLUMNS = {
    **dict.fromkeys(("project", "code", "nature", "level"), "string"),
    "date": "datetime64[ns]",
    "amount_fen": "Int64",
    **dict.fromkeys(("payee", "voucher", "document", "remark", "origin"), "string"),
}
STATEMENT_COLUMNS = {
    **dict.fromkeys(("project", "nature", "class", "unit"), "string"),
    **{f"{name}_fen": "Int64" for name in MONEY},
    "disbursement_percent": "string",
    "complete": "boolean",
}
VIEW_COLUMNS = {
    "nature": "string",
    **{f"{name}_fen": "Int64" for name in MONEY},
    **dict.fromkeys(("disbursement_percent", "share_percent"), "string"),
    **dict.fromkeys(("rank", "payments", "cumulative_fen"), "Int64"),
    "cumulative_percent": "string",
    **dict.fromkeys(("in_total", "complete"), "boolean"),
}
FINDING_COLUMNS = {
    **dict.fromkeys(("code", "severity", "message", "remedy", "origin"), "string"),
    "difference_fen": "Int64",
}


@dataclass(frozen=True)
class Frames:
    """What `load` gives.

    plan: one row a plan row × measure × level: project, code, nature, class, unit, measure, level, amount_fen
    (Int64), origin. A nature or level of <NA> means that the table names none.
    ledger: one row a payment: project, code, nature, level, date (datetime64), amount_fen (Int64), payee, voucher,
    document, remark, origin. Every payment that could be read, in and out of scope.
    statement: one row a project × nature in scope: project, nature, class, unit, the money columns `…_fen` (Int64,
    <NA> where it cannot be computed), disbursement_percent (text, rounded half up), complete.
    findings: code, severity, message, remedy, origin, difference_fen.
    outcome: the same run as plain objects, exact; settings: those in force. `view` gives sums by unit, month and so on.
    """

    plan: pd.DataFrame
    ledger: pd.DataFrame
    statement: pd.DataFrame
    findings: pd.DataFrame
    outcome: Outcome
    settings: Settings

    def view(self, *by: str) -> pd.DataFrame:
        """The statement by project, unit, class, level, nature, month or payee, or by several of them.

        One row a group and fund, its dimensions first (<NA> where the books name none), money in Int64 fen, rates as
        text. Rows with `in_total` of each fund add up to its total; other levels stand beside it. By payee the
        ledgers are read once more. Raises `Failure` for a dimension that nobody knows.
        """
        dimensions = tuple(dict.fromkeys(by))
        for name in dimensions or ("",):
            if name not in DIMENSIONS:
                raise failure("no-such-view", detail=name, known=", ".join(DIMENSIONS))
        names = [dimension for dimension in dimensions if dimension != "nature"]
        records = []
        for view in see(self.outcome, self.settings, [dimensions]):
            for row in view.rows:
                keys = dict(zip(dimensions, row.key, strict=True))
                rates = [row.rate, row.share, row.cumulative_rate]
                percents = [None if share is None else share.percent(self.settings.decimals) for share in rates]
                records.append(
                    (
                        *(keys[name] or None for name in names),
                        view.nature,
                        *(getattr(row.figures, name) for name in MONEY),
                        *percents[:2],
                        *(row.rank, row.payments, row.cumulative, percents[2], row.in_scope, row.complete),
                    )
                )
        return _frame(records, {**dict.fromkeys(names, "string"), **VIEW_COLUMNS})


def load(
    *workbooks: str | Path,
    as_of: date | None = None,
    settings: Settings | None = None,
    **options: Any,
) -> Frames:
    """Reads workbooks as `report` does and gives plan, ledger, statement and findings as DataFrames.

    `settings` defaults to those of the `minsheng-funds.toml` beside the first workbook or in a parent folder;
    `options` are single settings that win over them (exclude=("…",), own_level="…", decimals=2). Raises `Failure`
    for a file that cannot be opened, for wrong options, or where there is no table that can be used.
    """
    if not workbooks:
        raise failure("no-figures")
    paths = [Path(workbook) for workbook in workbooks]
    settings = beside(paths[0], settings, as_of=as_of, **options)
    sources = read_sources(paths)
    outcome = run(sources, settings)
    return Frames(
        plan=_frame(_plan_records(outcome), PLAN_COLUMNS),
        ledger=_frame(map(_payment_record, read_payments(sources, settings)), LEDGER_COLUMNS),
        statement=_frame(map(_line_record, outcome.statement.lines), STATEMENT_COLUMNS),
        findings=_frame((_finding_record(finding, settings.lang) for finding in outcome.findings), FINDING_COLUMNS),
        outcome=outcome,
        settings=settings,
    )


def _frame(records: Iterable[Sequence[object]], columns: dict[str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(list(records), columns=list(columns), dtype="object")
    return frame.astype(columns)


def _plan_records(outcome: Outcome) -> list[Sequence[object]]:
    return [
        (row.project, row.code, row.nature, row.class_name, row.unit, measure, level, fen, str(row.origin))
        for row in outcome.book.plan_rows
        for (measure, level), fen in row.amounts.items()
    ]


def _payment_record(payment: Payment) -> Sequence[object]:
    nature = None if payment.nature is not None and payment.nature.startswith("?") else payment.nature
    names = (payment.project, payment.code, nature, payment.level)
    texts = (payment.payee, payment.voucher, payment.document, payment.remark)
    return (*names, payment.date, payment.fen, *texts, str(payment.origin))


def _line_record(line: Line) -> Sequence[object]:
    percent = line.rate.percent() if line.rate is not None else None
    money = [getattr(line.figures, name) for name in MONEY]
    return (line.project, line.nature, line.class_name, line.unit, *money, percent, line.complete)


def _finding_record(finding: Finding, language: str) -> Sequence[object]:
    origin = str(finding.origins[0]) if finding.origins else None
    words = (finding.message.in_language(language), finding.remedy.in_language(language))
    return (
        finding.code,
        finding.severity,
        *words,
        origin,
        finding.difference if finding.measure == "fen" else None,
    )
