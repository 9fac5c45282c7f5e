"""The single payments of a ledger, as `check` keeps them: column by column, so that a long ledger stays small."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from minsheng_funds.model.facts import Origin


class Meaning(NamedTuple):
    """What a ledger's payments are summed by, beside their day, as the table writes it."""

    project: str
    code: str
    nature: str | None
    level: str | None


@dataclass(frozen=True, slots=True)
class Listing:
    """Every payment of one ledger, in the order of its sheet; all columns are of one length.

    `places` are the columns of the sheet by what stands in them (date, level, payee, voucher, document, remark,
    cumulative); where the table has none of a kind, that column here is empty of texts, days or amounts. Texts are
    without white space. `header` is the last row of the header.
    """

    table: int
    sheet: Origin
    header: int
    places: Mapping[str, int]
    rows: Sequence[int]
    columns: Sequence[int]
    """The column of each payment's amount."""
    fens: Sequence[int]
    days: Sequence[date | None]
    meanings: Sequence[Meaning]
    payees: Sequence[str]
    vouchers: Sequence[str]
    documents: Sequence[str]
    remarks: Sequence[str]
    running: Sequence[int | None]
    """The running total (fen) that stands beside a payment; None where it is blank or no amount."""
    unmarked: frozenset[int] = frozenset()
    """The rows of negative amounts in which no word speaks of a refund."""
    blank_levels: frozenset[int] = frozenset()
    """The rows whose cell in the column of levels is blank."""
    undated: frozenset[int] = frozenset()
    """The rows of payments whose cell of the date is blank; of others without a day it could not be read."""
    passed_vouchers: frozenset[str] = frozenset()
    """The vouchers of rows that are no payments: receipts, and money that could not be read."""

    def texts(self, name: str) -> Sequence[str]:
        """One of the columns of texts, by its field."""
        columns = {"payee": self.payees, "voucher": self.vouchers, "document": self.documents, "remark": self.remarks}
        return columns[name]

    def amount(self, place: int) -> Origin:
        """The cell of a payment's amount."""
        return self.sheet._replace(row=self.rows[place], column=self.columns[place])

    def cell(self, place: int, name: str) -> Origin:
        """The cell in a payment's row that holds its date, payee, voucher …"""
        return self.sheet._replace(row=self.rows[place], column=self.places[name])

    def heading(self, name: str) -> Origin:
        """The header cell of a column."""
        return self.sheet._replace(row=self.header, column=self.places[name])
