"""The csv pen: the table of projects, amounts in yuan with two decimals; text is never a formula.

The last column says in the first row what the figures cover and where they come from: a csv has no other place.
"""

import csv
import io
import re
from collections.abc import Sequence

from minsheng_funds.messages import LABELS
from minsheng_funds.model import Additions, Line, Outcome
from minsheng_funds.model.statement import Unmatched
from minsheng_funds.money import YUAN, money_text
from minsheng_funds.rendering.composing.report import provenance_line
from minsheng_funds.rendering.words import Words
from minsheng_funds.settings import Settings
from minsheng_funds.vocabulary import NATURES, UNIT_NAMES

AMOUNTS = ("required", "allocated", "issued", "received", "disbursed", "undisbursed", "funding_gap")
NOTHING = Additions()
_FORMULA_STARTS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""How a formula begins; a Chinese Excel takes the wide signs for the narrow ones."""
_LINES = ("\t", "\r", "\n")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What moves a cursor, turns text around or is no character."""


def write_csv(outcome: Outcome, settings: Settings, asked: Additions = NOTHING) -> str:
    """One row a project × nature, its amounts in 元 to the fen, blank for what cannot be computed.

    Payments without a plan follow, a row a name, 无计划 for their class and all blank but what was paid: so the column
    of what was paid adds up to the ledger's total without what is out of scope.
    Where a view, a trace or all payments were asked for, their rows instead; `Failure` where several were. Where the
    settings ask for it, the table of the self-evaluation.
    """
    words = Words(settings)
    rows = [
        [text if _is_number(text) else safe(text) for text in row] for row in _rows(outcome, settings, asked, words)
    ]
    return csv_text(rows, provenance_line(outcome, settings, words), words)


def csv_text(rows: Sequence[Sequence[str]], provenance: str, words: Words) -> str:
    """Heads and rows, guarded already, with the provenance in a last column, in the first row only.

    Without any row it stands in one that says that there is none.
    """
    heads, *others = rows
    others = others or [[words.label("no_rows"), *[""] * (len(heads) - 1)]]
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([*heads, words.label("provenance_title")])
    writer.writerows([*row, safe(provenance) if place == 0 else ""] for place, row in enumerate(others))
    return out.getvalue()


def _rows(outcome: Outcome, settings: Settings, asked: Additions, words: Words) -> list[list[str]]:
    """Headings and rows of the table that was asked for."""
    if settings.evaluation.shown:
        from minsheng_funds.rendering.as_csv.evaluation import evaluation_rows

        return evaluation_rows(outcome, settings, words)
    if asked != NOTHING:
        from minsheng_funds.rendering.as_csv.views import csv_rows

        return csv_rows(asked, words) or []
    unit = words.say(UNIT_NAMES[YUAN])
    heads = [words.label(key) for key in ("project", "nature", "class", "responsible")]
    heads += [f"{words.say(LABELS[name])}({unit})" for name in AMOUNTS]
    heads += [f"{words.label('rate')}(%)", words.label("complete")]
    statement = outcome.statement
    planned = (_row(line, words) for line in statement.lines)
    return [heads, *planned, *(_unmatched_row(found, words) for found in statement.unmatched)]


def _row(line: Line, words: Words) -> list[str]:
    texts = (line.project, words.say(NATURES[line.nature]), line.class_name, line.unit)
    amounts = [getattr(line.figures, name) for name in AMOUNTS]
    money = ["" if fen is None else money_text(fen, YUAN, 2) for fen in amounts]
    rate = line.rate.percent(words.decimals) if line.rate is not None else ""
    return [*texts, *money, rate, words.label("yes" if line.complete else "no")]


def _unmatched_row(found: Unmatched, words: Words) -> list[str]:
    """Payments that no plan row has: nothing is known of them but what was paid."""
    nature = words.say(NATURES[found.nature]) if found.nature else ""
    money = [money_text(found.disbursed, YUAN, 2) if name == "disbursed" else "" for name in AMOUNTS]
    return [found.project, nature, words.label("unmatched"), "", *money, "", ""]


def safe(text: str) -> str:
    """Text that begins like a formula, after blanks too, is written behind an apostrophe; none of it is a control."""
    guarded = text.lstrip().startswith(_FORMULA_STARTS) or text.startswith(_LINES)
    return ("'" if guarded else "") + _CONTROLS.sub("\ufffd", text)


def _is_number(text: str) -> bool:
    return text.replace("-", "", 1).replace(".", "", 1).isdecimal()
