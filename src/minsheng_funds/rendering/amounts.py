"""The amounts of rows as they are printed: which columns are worth showing, and parts that add up after rounding."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from minsheng_funds.model import Figures, Line
from minsheng_funds.money import YUAN, balanced_pairs, balanced_texts, money_text
from minsheng_funds.rendering.document import Cell, Column
from minsheng_funds.rendering.words import DASH, Words

AMOUNTS = ("required", "allocated", "issued", "received", "disbursed", "spent", "undisbursed", "funding_gap")
ALWAYS = ("required", "disbursed", "undisbursed")
MADE_OF = {"undisbursed": ("required", "disbursed"), "idle": ("received", "disbursed")}
"""What an amount is the difference of."""


def amount_of(figures: Figures, name: str) -> int | None:
    """One amount of the figures by its name, in fen; None where it is unknown."""
    amount: int | None = getattr(figures, name)
    return amount


def by_fund(lines: Iterable[Line]) -> dict[str, list[Line]]:
    """The lines of each nature, in the order in which every table of projects has them."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.nature, []).append(line)
    return found


def shown_amounts(all_figures: Sequence[Figures]) -> list[str]:
    """The amounts worth a column: the usual three, and what the books have besides."""
    return [
        name
        for name in AMOUNTS
        if name in ALWAYS or any(amount_of(figures, name) is not None for figures in all_figures)
    ]


def amount_column(name: str, words: Words, spare: int = 0) -> Column:
    """The column of one amount."""
    return Column(words.label(name), "money", spare=spare, key=name, made_of=MADE_OF.get(name, ()))


def rate_column(bases: Sequence[str], words: Words, spare: int = 0) -> Column:
    """The column of the disbursement rate; `bases` are what the rows' rates are divided by."""
    made_of = ("disbursed", bases[0]) if len(set(bases)) == 1 else ()
    return Column(words.label("rate"), "rate", spare=spare, key="rate", made_of=made_of)


def yuan_cell(fen: int | None, *, complete: bool = True, signed: bool = False, tone: str = "") -> Cell:
    """An exact amount in 元 to the fen, with a plus where it is `signed`; "—" for None."""
    if fen is None:
        return Cell(DASH)
    text = ("+" if signed and fen > 0 else "") + money_text(fen, YUAN, 2) + ("" if complete else "*")
    return Cell(text, fen=fen, tone=tone, unit=YUAN)


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
    if parts:
        pairs = list(zip(columns["required"], columns["disbursed"], strict=True))
        both = balanced_pairs(pairs, words.unit, words.decimals)
        texts["required"], texts["disbursed"] = ([pair[place] for pair in both] for place in (0, 1))
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
