"""A clean workbook of 2,000 payments, and known errors put into it: what each is, and the cell where it must be found.

Beside the ledger stand its plan (parts by level, a total) and a progress table that states rates. Everything follows
from a seed. `python -m tests.checks.seeding SEED FILE` writes a workbook, without errors where the seed is negative.
"""

import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from minsheng_funds import pipeline
from minsheng_funds.model import Checked, Source, column_letter
from tests.checks.examples import TODAY
from tests.support import Sheet, settings_of, xlsx

PAYMENTS, ERRORS = 2_000, 200
PROJECTS = [
    f"民生工程{name}"
    for name in ["农村道路", "危房改造", "学前教育", "社区养老", "困难救助", "水利设施", "公共卫生", "技能培训"]
]
PAYEES = [f"第{number}建设公司" for number in range(1, 81)]
LEVELS = {"省级": 1, "区级": 5}
COLUMNS = ("序号", "拨付日期", "项目名称", "收款单位", "级次", "指标文号", "拨付金额", "累计拨付", "凭证号", "备注")
LEDGER, PLAN, PROGRESS = "拨付台账", "资金筹集方案", "进度表"
FIRST_ROW = 5
"""The sheet row of the first payment, project or rate: below a title, a caption, a unit and a header."""


@dataclass
class Payment:
    """A row of the ledger as it will be written; `real` is the amount that the running total counts (fen)."""

    date: Any
    project: str
    payee: str
    level: str
    document: str
    amount: Any
    real: int
    remark: str = "工程款"
    voucher: str | None = None
    skips: int = 0
    """How many numbers of vouchers are missing before this row."""
    slip: int = 0
    """By how much (fen) the running total in this row is wrong."""
    same_voucher: "Payment | None" = None
    copied: bool = False
    spoilt: bool = False


@dataclass
class Book:
    """A workbook in the making, and the errors in it: (code, sheet, the row or the place of its row, column)."""

    chance: random.Random
    payments: list[Payment]
    planned: dict[tuple[str, str], int]
    wrong_parts: dict[str, int] = field(default_factory=dict)
    wrong_rates: dict[str, int] = field(default_factory=dict)
    """By how many tenths of a point; a rate that ends in .0 may be one of whole points, so more than one point."""
    wrong_total: int = 0
    errors: list[tuple[str, str, Any, str]] = field(default_factory=list)

    def note(self, code: str, payment: Payment, column: str) -> None:
        payment.spoilt = True
        self.errors.append((code, LEDGER, payment, column))

    def free(self) -> Payment:
        """A payment without an error, with another beside it on either side."""
        while True:
            place = self.chance.randrange(2, len(self.payments) - 2)
            if not any(payment.spoilt for payment in self.payments[place - 2 : place + 3]):
                return self.payments[place]

    def insert(self, payment: Payment, after: Payment) -> None:
        place = next(n for n, other in enumerate(self.payments) if other is after)
        self.payments.insert(place + 1, payment)


def clean(seed: int) -> Book:
    """Payments on workdays in order, none alike, none round; a plan that they nearly use up."""
    chance = random.Random(seed)
    days = [day for n in range(366) if is_workday(day := date(2020, 1, 1) + timedelta(n))]
    payments = []
    for number in range(PAYMENTS):
        fen = chance.randrange(3_000_000, 30_000_000) * 10 // 7 * 7 + 3
        (level,) = chance.choices(list(LEVELS), list(LEVELS.values()))
        project, payee = chance.choice(PROJECTS), chance.choice(PAYEES)
        document = f"区财〔2020〕{chance.randrange(1, 300)}号"
        payments.append(Payment(days[number * len(days) // PAYMENTS], project, payee, level, document, fen / 100, fen))
    planned: dict[tuple[str, str], int] = {}
    for payment in payments:
        planned[payment.project, payment.level] = planned.get((payment.project, payment.level), 0) + payment.real
    return Book(chance, payments, {key: -(-fen * 51 // 50 // 1_000_000) * 1_000_000 for key, fen in planned.items()})


def is_workday(day: date) -> bool:
    from chinese_calendar import is_workday as is_one

    return bool(is_one(day))


# --- The errors -------------------------------------------------------------------------------------------


def exact_duplicate(book: Book) -> None:
    found = book.free()
    copied = replace(found, copied=True)
    book.insert(copied, found)
    found.spoilt = True
    book.note("L002", copied, "拨付金额")


def near_duplicate(book: Book) -> None:
    found = book.free()
    other = replace(found, date=found.date + timedelta(book.chance.randrange(1, 8)))
    book.insert(other, found)
    found.spoilt = True
    book.note("L060", other, "拨付金额")


def future_date(book: Book) -> None:
    found = book.free()
    found.date = TODAY + timedelta(book.chance.randrange(1, 300))
    book.note("L061", found, "拨付日期")


def other_year(book: Book) -> None:
    """One a day: of several on one day, of one project and level, the finding names the first."""
    found = book.free()
    found.date = date(2019, 1, 1) + timedelta(len(book.errors))
    book.note("X015", found, "拨付金额")


def unmatched_name(book: Book) -> None:
    found = book.free()
    found.project += f"{book.chance.randrange(1000)}期"
    book.note("X001", found, "拨付金额")


def blank_payee(book: Book) -> None:
    found = book.free()
    found.payee = book.chance.choice(["", "无", "/"])
    book.note("L065", found, "收款单位")


def blank_voucher(book: Book) -> None:
    found = book.free()
    found.voucher = ""
    book.note("L066", found, "凭证号")


def blank_document(book: Book) -> None:
    found = book.free()
    found.document = ""
    book.note("L067", found, "指标文号")


def negative_without_mark(book: Book) -> None:
    found = book.free()
    found.amount, found.real = -found.amount, -found.real
    book.note("L064", found, "拨付金额")


def positive_refund(book: Book) -> None:
    found = book.free()
    found.remark = book.chance.choice(["退回多拨资金", "冲销", "退票"])
    book.note("L001", found, "拨付金额")


def text_amount(book: Book) -> None:
    found = book.free()
    found.amount = f"约{found.amount / 10000:.1f}万"
    book.note("A001", found, "拨付金额")


def fraction_of_a_fen(book: Book) -> None:
    found = book.free()
    found.amount += 0.001
    book.note("A004", found, "拨付金额")


def in_ten_thousands(book: Book) -> None:
    found = book.free()
    found.amount = round(found.amount / 10000, 2)
    found.real = round(found.amount * 100)
    book.note("A021", found, "拨付金额")


def bad_date(book: Book) -> None:
    found = book.free()
    found.date = book.chance.choice(["2020.13.1", "2020-2-30", "某日"])
    book.note("A010", found, "拨付日期")


def weekend(book: Book) -> None:
    found = book.free()
    step = timedelta(1 if found.date.month < 7 else -1)
    while is_workday(found.date):
        found.date += step
    book.note("L070", found, "拨付日期")


def unknown_level(book: Book) -> None:
    found = book.free()
    found.level = f"第{book.chance.randrange(100)}处"
    book.note("P006", found, "级次")


def voucher_gap(book: Book) -> None:
    found = book.free()
    found.skips = book.chance.randrange(1, 3)
    book.note("L071", found, "凭证号")


def voucher_twice(book: Book) -> None:
    found, other = book.free(), book.free()
    other.same_voucher = found
    found.spoilt = True
    book.note("L072", other, "凭证号")


def broken_running_total(book: Book) -> None:
    found = book.free()
    found.slip = book.chance.choice([-1, 1]) * book.chance.randrange(1, 10_000_000)
    book.note("X061", found, "累计拨付")


def split_payments(book: Book) -> None:
    found = book.free()
    payee = f"化整{book.chance.randrange(10**6)}公司"
    found.payee, found.real = payee, book.chance.randrange(45_000_000, 50_000_000)
    found.amount = found.real / 100
    after = found
    for _ in range(2):
        fen = book.chance.randrange(45_000_000, 50_000_000)
        other = replace(found, amount=fen / 100, real=fen, spoilt=True)
        book.insert(other, after)
        after = other
    book.note("L068", found, "拨付金额")


def wrong_parts(book: Book) -> None:
    project = book.chance.choice([name for name in PROJECTS if name not in book.wrong_parts])
    book.wrong_parts[project] = book.chance.choice([-1, 1]) * book.chance.randrange(1, 100) * 1_000_000
    book.errors.append(("P004", PLAN, PROJECTS.index(project), "合计"))


def wrong_rate(book: Book) -> None:
    project = book.chance.choice([name for name in PROJECTS if name not in book.wrong_rates])
    book.wrong_rates[project] = book.chance.randrange(11, 50)
    book.errors.append(("S002", PROGRESS, PROJECTS.index(project), "拨付率"))


def wrong_total(book: Book) -> None:
    book.wrong_total = book.chance.choice([-1, 1]) * book.chance.randrange(1, 10**9)
    book.errors.append(("S001", LEDGER, None, "拨付金额"))


Spoil = Callable[[Book], None]
ONCE: tuple[Spoil, ...] = (wrong_total,)
FEW: tuple[Spoil, ...] = (wrong_parts, wrong_rate)
MOST_OF_FEW = 3
MANY: tuple[Spoil, ...] = (
    *(exact_duplicate, near_duplicate, future_date, other_year, unmatched_name, blank_payee, blank_voucher),
    *(blank_document, negative_without_mark, positive_refund, text_amount, fraction_of_a_fen, in_ten_thousands),
    *(bad_date, weekend, unknown_level, voucher_gap, voucher_twice, broken_running_total, split_payments),
)


def spoilt(seed: int) -> Book:
    """A clean book with as many errors as `ERRORS`, of every kind."""
    book = clean(seed)
    errors = [*ONCE, *(spoil for spoil in FEW for _ in range(MOST_OF_FEW))]
    rest = ERRORS - len(errors)
    errors += [*MANY, *book.chance.choices(MANY, k=rest - len(MANY))]
    for spoil in errors:
        spoil(book)
    return book


# --- The workbook -----------------------------------------------------------------------------------------


def written(book: Book) -> tuple[bytes, list[tuple[str, str]]]:
    """The workbook, and the errors in it: code and cell."""
    rows, total = list(_ledger_rows(book)), sum(_counted(payment) for payment in book.payments)
    last = ["", "合计", "", "", "", "", (total + book.wrong_total) / 100, "", "", ""]
    content = xlsx(
        Sheet(
            PLAN,
            [
                ["2020年民生工程资金筹集方案"],
                ["截止日期:2020年12月31日"],
                ["单位:万元"],
                PLAN_HEADER,
                *_plan_rows(book),
            ],
        ),
        Sheet(LEDGER, [["2020年民生工程资金拨付台账"], ["截止日期:2020年12月31日"], ["单位:元"], COLUMNS, *rows, last]),
        Sheet(
            PROGRESS,
            [
                ["2020年民生工程资金拨付进度表"],
                ["截止日期:2020年12月31日"],
                ["单位:元"],
                PROGRESS_HEADER,
                *_progress_rows(book),
            ],
        ),
    )
    places = {id(payment): place for place, payment in enumerate(book.payments)}
    errors = []
    for code, sheet, what, column in book.errors:
        header = {LEDGER: COLUMNS, PLAN: PLAN_HEADER, PROGRESS: PROGRESS_HEADER}[sheet]
        place = len(book.payments) if what is None else what if isinstance(what, int) else places[id(what)]
        errors.append((code, f"book.xlsx!{sheet}!{column_letter(header.index(column))}{FIRST_ROW + place}"))
    return content, errors


PLAN_HEADER = ("序号", "项目名称", "牵头单位", "类别", "合计", *LEVELS)
PROGRESS_HEADER = ("序号", "项目名称", "计划数", "已拨付", "拨付率")


def _counted(payment: Payment) -> int:
    """What the ledger's total counts of a row: nothing of an amount that cannot be read."""
    readable = isinstance(payment.amount, float) and round(payment.amount * 100) / 100 == payment.amount
    return payment.real if readable else 0


def _ledger_rows(book: Book) -> Iterator[list[Any]]:
    paid = 0
    vouchers = _vouchers(book.payments)
    for number, payment in enumerate(book.payments, 1):
        paid += 0 if payment.copied else payment.real
        yield [
            *(number, payment.date, payment.project, payment.payee, payment.level, payment.document, payment.amount),
            *((paid + payment.slip) / 100, vouchers[id(payment.same_voucher or payment)], payment.remark),
        ]


def _vouchers(payments: list[Payment]) -> dict[int, str]:
    """A number for each row, one after the other; a row that was pasted has that of the row above."""
    found: dict[int, str] = {}
    number = 0
    for payment in payments:
        if payment.voucher is None and payment.same_voucher is None and not payment.copied:
            number += 1 + payment.skips
        found[id(payment)] = f"记-{number:05d}" if payment.voucher is None else payment.voucher
    return found


def _plan_rows(book: Book) -> Iterator[list[Any]]:
    wholes: dict[str, int] = dict.fromkeys(LEVELS, 0)
    for number, project in enumerate(PROJECTS, 1):
        parts = [book.planned[project, level] for level in LEVELS]
        for level, fen in zip(LEVELS, parts, strict=True):
            wholes[level] += fen
        stated = sum(parts) + book.wrong_parts.get(project, 0)
        yield [number, project, "区财政局", "工程类", *(fen / 1_000_000 for fen in (stated, *parts))]
    sums = (sum(wholes.values()) + sum(book.wrong_parts.values()), *wholes.values())
    yield ["", "合计", "", "", *(fen / 1_000_000 for fen in sums)]


def _progress_rows(book: Book) -> Iterator[list[Any]]:
    paid = dict.fromkeys(PROJECTS, 0)
    for payment in book.payments:
        if payment.level == "区级" and payment.project in paid and _counted(payment):
            paid[payment.project] += payment.real
    for number, project in enumerate(PROJECTS, 1):
        required = book.planned[project, "区级"]
        tenths = (paid[project] * 2000 // required + 1) // 2 + book.wrong_rates.get(project, 0)
        yield [number, project, required / 100, paid[project] / 100, f"{tenths // 10}.{tenths % 10}%"]


def checked(content: bytes) -> Checked:
    """What `check` says of such a workbook."""
    settings = replace(settings_of(), today=TODAY)
    return pipeline.check([Source("book.xlsx", content)], settings)[1]


def main(seed: int, file: str) -> None:
    content, errors = written(spoilt(seed) if seed >= 0 else clean(-seed))
    Path(file).write_bytes(content)
    for code, cell in errors:
        print(code, cell)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
