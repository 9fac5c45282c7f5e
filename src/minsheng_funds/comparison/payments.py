"""Two ledgers payment by payment: what stands in one of them only, and what differs. Nothing is lost or met twice.

A payment is known by its voucher where both ledgers have vouchers, else by project, date and payee. Payments that
agree in everything both ledgers state come first; what is left is paired under its key, and without a voucher also
where two payments differ in the date, or in project or payee, alone and each is the only one it can be. Each pairing
takes a payment away, so that one that stands twice needs two on the other side.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from minsheng_funds.comparison.vouchers import Mark, mark_of, same_numbers
from minsheng_funds.model import Payment
from minsheng_funds.model.comparison import LeftOutPayments, PaymentDifference, PaymentsComparison, PaymentsTotal
from minsheng_funds.names import normal

CATEGORIES = ("same", "amount", "date", "details", "only-old", "only-new")
DETAILS = ("payee", "voucher", "nature", "level")
"""What is compared only where both ledgers state it at all."""
KEY = ("project", "dated", "payee")
VOUCHER_PASSES: tuple[tuple[str, ...], ...] = (
    ("project", "dated", "fen", "payee"),
    ("project", "dated", "payee"),
    ("project", "fen", "payee"),
    ("dated", "fen"),
    ("fen",),
    ("project", "payee"),
    ("project",),
    (),
)
"""What payments of one voucher are told apart by, the closest first: a voucher may hold several."""
NUMBER_PASSES: tuple[tuple[str, ...], ...] = (
    ("project", "dated", "fen", "payee"),
    ("project", "dated", "payee"),
    ("project", "fen", "payee"),
    ("dated", "fen", "payee"),
    ("project", "dated", "fen"),
)
"""What must agree beside a number that only one ledger writes with a word: the number alone is too little."""
DAYS_APART = 31
"""Payments without a voucher that lie further apart are two payments: a subsidy is paid again every month."""

Name = Callable[[Payment], str]
"""The project of a payment under the name that it has on both sides."""


class Single(NamedTuple):
    """A payment as it is compared: its texts after NFKC without spaces, blank where the ledgers do not both state them.

    `dated` is the number of its day (0: undated), `number` that of its voucher where the two ledgers write it with and
    without a word, `texts` are as written, so that the order of rows decides nothing, `place` is where it came in its
    ledger.
    """

    project: str
    dated: int
    fen: int
    payee: str
    voucher: str
    nature: str
    level: str
    number: str
    texts: tuple[str, ...]
    place: int


Key = tuple[str | int, ...]


def compare_payments(
    old: Sequence[Payment],
    new: Sequence[Payment],
    names: tuple[Name, Name],
    left_out: tuple[Sequence[LeftOutPayments], Sequence[LeftOutPayments]] = ((), ()),
    stage: str = "disbursed",
) -> PaymentsComparison:
    """Every payment of either side in exactly one category; all of them of one stage."""
    marks = tuple({payment.voucher: mark_of(payment.voucher) for payment in side} for side in (old, new))
    numbers = same_numbers(*(side.values() for side in marks))
    olds, news = (
        [_single(payment, name, place, own[payment.voucher], numbers) for place, payment in enumerate(side)]
        for side, name, own in zip((old, new), names, marks, strict=True)
    )
    stated = {detail for detail in DETAILS if _states(olds, detail) and _states(news, detail)}
    if len(stated) < len(DETAILS):
        olds, news = ([_with_only(single, stated) for single in side] for side in (olds, news))
    matcher = _Matcher(olds, news)
    by_voucher = "voucher" in stated
    matcher.match(by_voucher=by_voucher)
    differences = [
        PaymentDifference(category, differs, old[one.place], new[other.place])
        for one, other in matcher.pairs
        for category, differs in (_category(one, other),)
        if category != "same"
    ]
    differences += [PaymentDifference("only-old", (), old[single.place], None) for single in matcher.olds]
    differences += [PaymentDifference("only-new", (), None, new[single.place]) for single in matcher.news]
    order = {category: place for place, category in enumerate(CATEGORIES)}
    differences.sort(key=lambda difference: order[difference.category])
    return PaymentsComparison(
        key="voucher" if by_voucher else "project-date-payee",
        categories=_totals(matcher, differences),
        differences=tuple(differences),
        old_left_out=tuple(left_out[0]),
        new_left_out=tuple(left_out[1]),
        stage=stage,
    )


def _single(payment: Payment, name: Name, place: int, mark: Mark, numbers: Container[str]) -> Single:
    nature = "" if payment.nature is None or payment.nature.startswith("?") else payment.nature
    return Single(
        project=name(payment),
        dated=payment.date.toordinal() if payment.date is not None else 0,
        fen=payment.fen,
        payee=normal(payment.payee),
        voucher=mark.text,
        nature=nature,
        level=payment.level or "",
        number=mark.number if mark.number in numbers else "",
        texts=(payment.project, payment.payee, payment.voucher, payment.nature or "", payment.level or ""),
        place=place,
    )


def _with_only(single: Single, stated: Container[str]) -> Single:
    payee, voucher, nature, level = (getattr(single, name) if name in stated else "" for name in DETAILS)
    return single._replace(payee=payee, voucher=voucher, nature=nature, level=level)


def _states(singles: Iterable[Single], detail: str) -> bool:
    return any(getattr(single, detail) for single in singles)


def _category(old: Single, new: Single) -> tuple[str, tuple[str, ...]]:
    """The category of a pair by the gravest difference, and all fields that differ."""
    fields = {"fen": "amount", "dated": "date", "project": "project", **{name: name for name in DETAILS}}
    differs = tuple(label for name, label in fields.items() if getattr(old, name) != getattr(new, name))
    if not differs:
        return "same", ()
    return (differs[0] if differs[0] in ("amount", "date") else "details"), differs


Allow = Callable[[Sequence[Single], Sequence[Single]], Iterable[tuple[Single, Single]]]
"""Which pairs of one key are made."""


class _Matcher:
    """Takes payments away in pairs; `olds` and `news` are what is left, in the order of their ledgers."""

    def __init__(self, olds: list[Single], news: list[Single]) -> None:
        self.olds, self.news = olds, news
        self.pairs: list[tuple[Single, Single]] = []

    def match(self, *, by_voucher: bool) -> None:
        """Pairs from the surest to the least sure."""
        self._pair(_whole)
        if by_voucher:
            for fields in VOUCHER_PASSES:
                self._pair(partial(_voucher_key, fields))
            for fields in NUMBER_PASSES:
                self._pair(partial(_number_key, fields))
        self._pair(partial(_key, (*KEY, "fen")), _one_without_voucher)
        self._pair(partial(_key, KEY), _one_without_voucher)
        self._pair(partial(_key, ("project", "fen", "payee")), partial(_alone, one_voucher=True))
        self._pair(partial(_key, ("project", "dated", "fen")), partial(_alone, one_voucher=True))
        self._pair(_paid_key, partial(_alone, one_voucher=True))
        self._pair(partial(_key, (*KEY, "fen")), partial(_alone, one_voucher=False))

    def _pair(
        self,
        key: Callable[[Single], Key | None],
        only: Allow | None = None,
    ) -> None:
        """Pairs what has the same key: all of it in the order of its contents, or what `only` allows."""
        buckets: dict[Key, tuple[list[Single], list[Single]]] = {}
        for side, singles in enumerate((self.olds, self.news)):
            for single in singles:
                found = key(single)
                if found is not None:
                    buckets.setdefault(found, ([], []))[side].append(single)
        gone: tuple[set[int], set[int]] = (set(), set())
        for olds, news in buckets.values():
            if olds and news:
                olds.sort()
                news.sort()
                for old, new in (only or _in_order)(olds, news):
                    self.pairs.append((old, new))
                    gone[0].add(old.place)
                    gone[1].add(new.place)
        self.olds = [single for single in self.olds if single.place not in gone[0]]
        self.news = [single for single in self.news if single.place not in gone[1]]


def _in_order(olds: Sequence[Single], news: Sequence[Single]) -> Iterator[tuple[Single, Single]]:
    return zip(olds, news, strict=False)


def _whole(single: Single) -> Key:
    return single[:-3]


def _key(fields: Iterable[str], single: Single) -> Key:
    return tuple(getattr(single, field) for field in fields)


def _voucher_key(fields: Iterable[str], single: Single) -> Key | None:
    return (single.voucher, *_key(fields, single)) if single.voucher else None


def _number_key(fields: Iterable[str], single: Single) -> Key | None:
    return (single.number, *_key(fields, single)) if single.number else None


def _paid_key(single: Single) -> Key | None:
    """Date, amount and payee; a date and an amount alone are no payment's key."""
    return _key(("dated", "fen", "payee"), single) if single.payee else None


def _one_without_voucher(olds: Sequence[Single], news: Sequence[Single]) -> Iterator[tuple[Single, Single]]:
    """Pairs of which one at least has no voucher (two vouchers are two payments): both without one first."""
    bare_olds, bare_news = ([single for single in singles if not single.voucher] for singles in (olds, news))
    yield from zip(bare_olds, bare_news, strict=False)
    yield from zip(bare_olds[len(bare_news) :], (single for single in news if single.voucher), strict=False)
    yield from zip((single for single in olds if single.voucher), bare_news[len(bare_olds) :], strict=False)


def _alone(olds: Sequence[Single], news: Sequence[Single], *, one_voucher: bool) -> Iterator[tuple[Single, Single]]:
    """A single pair that can be no other one, its days not far apart; with two vouchers only where all else agrees."""
    if len(olds) == len(news) == 1:
        old, new = olds[0], news[0]
        near = not old.dated or not new.dated or abs(old.dated - new.dated) <= DAYS_APART
        if near and not (one_voucher and old.voucher and new.voucher):
            yield old, new


def _totals(matcher: _Matcher, differences: Iterable[PaymentDifference]) -> tuple[PaymentsTotal, ...]:
    same = [old.fen for old, new in matcher.pairs if _category(old, new)[0] == "same"]
    found = {category: PaymentsTotal(category, 0, 0, 0, 0) for category in CATEGORIES}
    found["same"] = PaymentsTotal("same", len(same), len(same), sum(same), sum(same))
    for category, _, old, new in differences:
        total = found[category]
        found[category] = PaymentsTotal(
            category,
            total.old_payments + (old is not None),
            total.new_payments + (new is not None),
            total.old_fen + (old.fen if old else 0),
            total.new_fen + (new.fen if new else 0),
        )
    return tuple(found.values())
