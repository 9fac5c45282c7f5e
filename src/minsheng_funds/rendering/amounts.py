"""The amounts of rows as they are printed: which columns are worth showing, and parts that add up after rounding."""

from collections.abc import Sequence
from decimal import Decimal

from minsheng_funds.model import Figures
from minsheng_funds.money import balanced_texts, money_text
from minsheng_funds.rendering.document import Cell
from minsheng_funds.rendering.words import Words

AMOUNTS = ("required", "allocated", "issued", "received", "disbursed", "spent", "undisbursed", "funding_gap")
ALWAYS = ("required", "disbursed", "undisbursed")


def amount_of(figures: Figures, name: str) -> int | None:
    """One amount of the figures by its name, in fen; None where it is unknown."""
    amount: int | None = getattr(figures, name)
    return amount


def shown_amounts(all_figures: Sequence[Figures]) -> list[str]:
    """The amounts worth a column: the usual three, and what the books have besides."""
    return [
        name
        for name in AMOUNTS
        if name in ALWAYS or any(amount_of(figures, name) is not None for figures in all_figures)
    ]


def printed_amounts(
    rows: Sequence[Figures], amounts: Sequence[str], words: Words, *, parts: bool = True
) -> dict[str, list[str | None]]:
    """Every amount of a column as text: down a column parts add up, across a row disbursed + undisbursed = required.

    Without `parts` the rows are no parts of one total, and each is its own rounding.
    """
    columns = {name: [amount_of(figures, name) for figures in rows] for name in amounts}
    texts: dict[str, list[str | None]] = {}
    for name, fens in columns.items():
        groups = [fens] if parts else [[fen] for fen in fens]
        texts[name] = [text for group in groups for text in balanced_texts(group, words.unit, words.decimals)]
    for place, figures in enumerate(rows):
        required, disbursed = texts["required"][place], texts["disbursed"][place]
        if figures.undisbursed is not None and required is not None and disbursed is not None:
            texts["undisbursed"][place] = str(Decimal(required) - Decimal(disbursed))
    return texts


def was_balanced(rows: Sequence[tuple[Cell, ...]], words: Words) -> bool:
    """Whether any printed part differs from its own rounding."""
    return any(
        cell.fen is not None and cell.text.rstrip("*") != money_text(cell.fen, words.unit, words.decimals)
        for row in rows
        for cell in row
    )
