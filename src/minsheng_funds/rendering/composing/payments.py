"""Single payments that differ → tables in yuan, each with the cells of both sides."""

from collections.abc import Iterator, Sequence

from minsheng_funds.messages import DIFFERING, OUT_OF_SCOPE, PAYMENT_CATEGORIES, SIDES
from minsheng_funds.model import Payment
from minsheng_funds.model.comparison import PaymentDifference, PaymentsComparison
from minsheng_funds.rendering.amounts import yuan_cell
from minsheng_funds.rendering.document import Block, Cell, Column, Table
from minsheng_funds.rendering.words import DASH, Words
from minsheng_funds.vocabulary import NATURES

Sides = tuple[bool, bool]
"""What holds of the old side and of the new one."""


def export_blocks(payments: PaymentsComparison, words: Words, complete: Sides) -> Iterator[Block]:
    """Two exports: the categories, how one total becomes the other, and every payment that differs."""
    yield _categories(words.label("payments_categories"), payments, words, complete)
    yield _bridge(payments, words, complete)
    if payments.old_left_out or payments.new_left_out:
        yield _left_out(payments, words)
    yield from _differences(payments, words, tuple(PAYMENT_CATEGORIES))


def since_blocks(payments: PaymentsComparison, words: Words, complete: Sides) -> Iterator[Block]:
    """Two dates: what was added by project; what is gone or was changed, one by one."""
    yield _categories(words.label("payments_since"), payments, words, complete)
    added = [item.new for item in payments.differences if item.category == "only-new" and item.new is not None]
    if added:
        yield _added(added, words, payments.stage)
    yield from _differences(payments, words, ("amount", "date", "details", "only-old"))


def _categories(title: str, payments: PaymentsComparison, words: Words, complete: Sides) -> Table:
    columns = (
        Column(words.label("category")),
        *(Column(words.label("of_side", label=words.label("number"), side=side), "count") for side in SIDES.values()),
        Column(words.label("old_amount"), "money"),
        Column(words.label("new_amount"), "money"),
        Column(words.label("change"), "money"),
    )
    rows = [
        (
            Cell(words.say(PAYMENT_CATEGORIES[total.category])),
            words.count(total.old_payments),
            words.count(total.new_payments),
            yuan_cell(total.old_fen),
            yuan_cell(total.new_fen),
            yuan_cell(total.new_fen - total.old_fen, signed=True),
        )
        for total in payments.categories
    ]
    bridge = payments.bridge
    rows.append(
        (
            Cell(words.label("total")),
            words.count(sum(total.old_payments for total in payments.categories)),
            words.count(sum(total.new_payments for total in payments.categories)),
            yuan_cell(bridge.old, complete=complete[0]),
            yuan_cell(bridge.new, complete=complete[1]),
            yuan_cell(bridge.new - bridge.old, complete=all(complete), signed=True),
        )
    )
    return Table(title, columns, tuple(rows), frozenset({len(rows) - 1}))


def _bridge(payments: PaymentsComparison, words: Words, complete: Sides) -> Table:
    bridge = payments.bridge
    steps = (
        ("old_total", bridge.old, complete[0]),
        ("minus_only_old", bridge.only_old, all(complete)),
        ("plus_only_new", bridge.only_new, all(complete)),
        ("plus_differences", bridge.both, all(complete)),
        ("new_total", bridge.new, complete[1]),
    )
    rows = tuple((Cell(words.label(key)), yuan_cell(fen, complete=whole)) for key, fen, whole in steps)
    columns = (Column(""), Column(words.label(payments.stage), "money"))
    return Table(words.label("total_bridge"), columns, rows, frozenset({len(rows) - 1}))


def _left_out(payments: PaymentsComparison, words: Words) -> Table:
    columns = (
        Column(words.label("side")),
        Column(words.label("why")),
        Column(words.label("payments"), "count"),
        Column(words.label("amount"), "money"),
    )
    rows = tuple(
        (
            Cell(words.say(SIDES[side])),
            Cell(words.say(OUT_OF_SCOPE[item.why])),
            words.count(item.payments),
            yuan_cell(item.fen),
        )
        for side, left_out in (("old", payments.old_left_out), ("new", payments.new_left_out))
        for item in left_out
    )
    return Table(words.label("left_out_payments"), columns, rows)


def _added(payments: Sequence[Payment], words: Words, stage: str) -> Table:
    """Payments added, by project as the ledger names it, in the order in which they come."""
    by_project: dict[str, list[Payment]] = {}
    for payment in payments:
        by_project.setdefault(payment.project, []).append(payment)
    columns = (
        Column(words.label("project")),
        Column(words.label("payments"), "count"),
        Column(words.label(stage), "money"),
        Column(words.label("where"), spare=1),
    )
    rows = [
        (
            Cell(project or DASH),
            words.count(len(own)),
            yuan_cell(sum(payment.fen for payment in own)),
            Cell(words.places(tuple(payment.origin for payment in own))),
        )
        for project, own in by_project.items()
    ]
    rows.append(
        (
            Cell(words.label("total")),
            words.count(len(payments)),
            yuan_cell(sum(payment.fen for payment in payments)),
            Cell(""),
        )
    )
    return Table(words.label("payments_added"), columns, tuple(rows), frozenset({len(rows) - 1}))


def _differences(payments: PaymentsComparison, words: Words, categories: Sequence[str]) -> Iterator[Table]:
    for category in categories:
        found = [difference for difference in payments.differences if difference.category == category]
        if found:
            title = words.label("payments_of", category=PAYMENT_CATEGORIES[category])
            one_sided = category.startswith("only-")
            yield (_one_sided if one_sided else _pairs)(title, found, words, payments.stage)


def _one_sided(title: str, differences: Sequence[PaymentDifference], words: Words, stage: str) -> Table:
    columns = (
        Column(words.label("project")),
        Column(words.label("payment_date"), spare=2),
        Column(words.label("payee"), spare=4),
        Column(words.label("voucher"), spare=3),
        Column(words.label(stage), "money"),
        Column(words.label("cell")),
    )
    rows = tuple(
        (
            Cell(payment.project or DASH),
            Cell(words.day(payment.date)),
            Cell(payment.payee or DASH),
            Cell(payment.voucher or DASH),
            yuan_cell(payment.fen),
            Cell(str(payment.origin)),
        )
        for difference in differences
        for payment in (difference.old or difference.new,)
        if payment is not None
    )
    return Table(title, columns, rows)


def _pairs(title: str, differences: Sequence[PaymentDifference], words: Words, stage: str) -> Table:
    """Both payments on one row: what is the same once, what differs as old → new, and the cells of both."""
    same_amount = all("amount" not in difference.differs for difference in differences)
    amounts = (stage,) if same_amount else ("old_amount", "new_amount", "change")
    columns = (
        Column(words.label("project")),
        *(Column(words.label(key), spare=spare) for key, spare in (("payment_date", 2), ("payee", 4), ("voucher", 3))),
        Column(words.label("differing"), spare=int(all(item.differs == ("amount",) for item in differences))),
        *(Column(words.label(key), "money") for key in amounts),
        *(Column(words.label("of_side", label=words.label("cell"), side=side)) for side in SIDES.values()),
    )
    rows = []
    for _, differs, old, new in differences:
        assert old is not None
        assert new is not None
        money = [yuan_cell(old.fen), yuan_cell(new.fen), yuan_cell(new.fen - old.fen, signed=True)]
        rows.append(
            (
                *(Cell(text or DASH) for text in (new.project, words.day(new.date), new.payee, new.voucher)),
                Cell(_what(old, new, differs, words)),
                *(money[:1] if same_amount else money),
                Cell(str(old.origin)),
                Cell(str(new.origin)),
            )
        )
    return Table(title, columns, tuple(rows))


def _what(old: Payment, new: Payment, differs: Sequence[str], words: Words) -> str:
    """All that differs beside the amount, which has columns of its own: 收款方 某 → 别."""
    texts = {name: (getattr(old, name), getattr(new, name)) for name in ("project", "payee", "voucher")}
    texts["date"] = (words.day(old.date), words.day(new.date))
    texts["level"] = (words.level(old.level), words.level(new.level))
    texts["nature"] = (_nature(old, words), _nature(new, words))
    return "; ".join(
        f"{words.say(DIFFERING[name])} {texts[name][0] or DASH} → {texts[name][1] or DASH}"
        for name in differs
        if name != "amount"
    )


def _nature(payment: Payment, words: Words) -> str:
    return words.say(NATURES[payment.nature]) if payment.nature in NATURES else ""
