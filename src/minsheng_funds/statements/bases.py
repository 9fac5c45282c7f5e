"""What each fund's rates are divided by, where that is not there, and where plan and payments are in two units."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from minsheng_funds.messages import LABELS, listed, named
from minsheng_funds.model import Book, Fact, Line, Total
from minsheng_funds.settings import Settings
from minsheng_funds.statements.figures import is_unit_slip, median_ratio
from minsheng_funds.statements.plans import Accounts
from minsheng_funds.vocabulary import MEASURES, NATURES

Bases = Mapping[str, str]
"""Nature → the measure that its rates are divided by."""


def bases_of(accounts: Accounts, settings: Settings, book: Book) -> tuple[Bases, list[Fact]]:
    """The base of each fund's rates: the settings' one; what was issued where a fund has no plan, and said so.

    A base that no table has leaves every rate unknown, which is a finding.
    """
    bases: dict[str, str] = {}
    facts: list[Fact] = []
    for nature in NATURES:
        of_nature = [account for account in accounts.by_key.values() if account.nature == nature]
        has = {measure for account in of_nature for measure, _ in account.amounts}
        base = settings.base_of(nature)
        if base == "required" and base not in has and "issued" in has:
            base = "issued"
            table = next(table for table in book.tables if table.kind != "ledger")
            accounts.assume("base-issued", where=table.where)
        elif of_nature and base not in has and (base != "required" or "disbursed" in has):
            values = {"nature": NATURES[nature], "base": MEASURES[base]}
            tables = dict.fromkeys(account.first.table for account in of_nature if account.first is not None)
            origins = tuple(book.tables[table].header_origin for table in tables)
            facts.append(Fact("rate-base-missing", origins, values))
        bases[nature] = base
    return bases, facts


def general_base(bases: Bases, lines: Sequence[Line], settings: Settings) -> str:
    """The base that the report names as a whole: that of its funds where it is one, else the settings' general one."""
    used = {bases[line.nature] for line in lines}
    return used.pop() if len(used) == 1 else settings.rate_base


def without_slipped_rates(lines: Sequence[Line], bases: Bases, book: Book) -> tuple[list[Line], list[Fact]]:
    """The lines, without rates and incomplete where plan and payments lie some 10,000-fold apart; and that it is so."""
    median = median_ratio(lines, bases)
    if not is_unit_slip(median):
        return list(lines), []
    assert median is not None
    origins = tuple(table.header_origin for table in book.tables)
    fact = Fact("unit-slip", origins, {"ratio": f"{max(median) // max(1, min(median)):,}"})
    return [replace(line, rate=None, execution=None, score=None, complete=False) for line in lines], [fact]


FOLLOWS = (
    ("undisbursed", ("disbursed", "required")),
    ("funding_gap", ("allocated", "required")),
    ("receipt_rate", ("received", "required")),
    ("idle", ("disbursed", "received")),
    ("rate_of_received", ("disbursed", "received")),
)
"""What follows from two measures of a total: its label, the pair."""


def partly_known(lines: Sequence[Line], totals: Mapping[str, Total], executed: str) -> Iterator[Fact]:
    """The stages that some projects of a fund do not know: what would set them against others is in no total."""
    for nature, total in totals.items():
        mixed: dict[str, list[str]] = {}
        lacking: dict[str, list[Line]] = {}
        execution = [("execution_rate", ("spent", "required"))] if executed == "spent" else []
        for label, pair in (("rate", ("disbursed", total.base)), *FOLLOWS, *execution):
            if pair not in total.figures.mixed or any(getattr(total.figures, measure) is None for measure in pair):
                continue
            for measure in pair:
                of_nature = (line for line in lines if line.nature == nature and pair in line.figures.mixed)
                found = [line for line in of_nature if getattr(line.figures, measure) is None]
                if found:
                    mixed.setdefault(measure, []).append(label)
                    lacking[measure] = [*lacking.get(measure, ()), *found]
        for measure, labels in mixed.items():
            found = list({id(line): line for line in lacking[measure]}.values())
            values = {
                "nature": NATURES[nature],
                "base": MEASURES[measure],
                "count": len(found),
                "project": named([line.project for line in found]),
                "figures": listed([LABELS[label] for label in labels]),
            }
            yield Fact("stage-partly-known", tuple(line.origins[0] for line in found), values)
