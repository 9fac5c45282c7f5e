"""Random plans and payments as whole fen, and the oracle that adds them up; neither knows of workbooks."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from hypothesis import strategies as st

UNITS = {"元": 100, "千元": 100_000, "万元": 1_000_000}
LEVELS = ("central", "provincial", "municipal", "district", "other")
LEVEL_HEADERS = {
    "central": ("中央", "中央资金", "中央财政"), "provincial": ("省级", "省级资金", "省财政"), "municipal": ("市级", "市本级"),
    "district": ("区级", "县级", "区级资金", "县本级"), "other": ("其他资金", "乡镇及其他"),
}  # fmt: skip
NAMES = (
    "农村改厕",
    "美丽乡村建设",
    "老年津贴(80岁以上)",
    "学前教育促进工程",
    "智慧学校建设",
    "农村饮水安全",
    "城乡医疗救助",
    "四好农村路",
    "技工大省培训",
    "就业脱贫",
)
NATURES = {"matching": ("配套", "配套资金"), "maintenance": ("管护", "管护资金")}
CLASSES = ("工程类", "补助类", "培训类")
Key = tuple[str, str]
Rows = list[list[Any]]


@dataclass(frozen=True)
class Item:
    """One project of one nature: what every level must put up, in fen."""

    project: str
    nature: str
    class_name: str
    required: dict[str, int]


@dataclass(frozen=True)
class Paid:
    """One payment in fen."""

    project: str
    nature: str
    level: str
    day: date | None
    fen: int


@dataclass(frozen=True)
class Book:
    """The money, and how it is to be written."""

    items: tuple[Item, ...]
    payments: tuple[Paid, ...]
    levels: tuple[str, ...]
    as_of: date | None
    draw: Callable[..., Any]


# --- The oracle -------------------------------------------------------------------------------------------


@dataclass
class Expected:
    required: dict[Key, dict[str, int]]
    disbursed: dict[Key, dict[str, int]]
    unmatched: dict[str, int]
    out_of_scope: dict[str, int]


def oracle(book: Book) -> Expected:
    required = {(item.project, item.nature): item.required for item in book.items}
    disbursed: dict[Key, dict[str, int]] = {key: defaultdict(int) for key in required}
    unmatched: dict[str, int] = defaultdict(int)
    aside: dict[str, int] = defaultdict(int)
    for paid in book.payments:
        key = (paid.project, paid.nature)
        if paid.day is not None and paid.day.year != 2020:
            aside["other-year"] += paid.fen
        elif book.as_of is not None and paid.day is not None and paid.day > book.as_of:
            aside["after-as-of"] += paid.fen
        elif key not in required:
            unmatched[paid.project] += paid.fen
        else:
            disbursed[key][paid.level] += paid.fen
            if paid.level != "district":
                aside["level"] += paid.fen
    return Expected(required, disbursed, dict(unmatched), {why: fen for why, fen in aside.items() if fen})


def percent(paid: int, required: int) -> str | None:
    if required <= 0:
        return None
    rounded = (Decimal(paid) * 100 / Decimal(required)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return str(rounded if rounded else abs(rounded))


# --- Books at random --------------------------------------------------------------------------------------


@st.composite
def books(draw: Callable[..., Any], progress: bool = False, one_level: bool = False) -> Book:
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6, unique=True))
    levels = ("district",) if one_level else tuple(
        level for level in LEVELS if level == "district" or draw(st.booleans())
    )  # fmt: skip
    both = draw(st.booleans())
    items, payments = [], []
    amounts = st.integers(5_000_000, 50_000_000)
    for name in names:
        natures = (
            draw(st.sampled_from((["matching"], ["maintenance"], ["matching", "maintenance"])))
            if both
            else ["matching"]
        )
        for nature in natures:
            required = {level: draw(amounts) if level == "district" or draw(st.booleans()) else 0 for level in levels}
            items.append(Item(name, nature, draw(st.sampled_from(CLASSES)), required))
    as_of = draw(st.one_of(st.none(), st.dates(date(2020, 1, 31), date(2020, 12, 31))))
    keys = [(item.project, item.nature) for item in items]
    keys += [] if progress else [("未列入计划的项目", items[0].nature)]
    days: st.SearchStrategy[date | None] = st.dates(date(2020, 1, 1), date(2020, 12, 31))
    if as_of is None:
        days = st.one_of(st.none(), days)
    elif not progress:
        days = st.one_of(days, st.dates(date(2019, 11, 1), date(2019, 12, 31)))
    if progress:
        days = st.just(None)
    for _ in range(draw(st.integers(1, 12))):
        project, nature = draw(st.sampled_from(keys))
        level = draw(st.sampled_from(levels)) if project in names else "district"
        fen = draw(st.integers(100_000, 5_000_000)) * draw(st.sampled_from((1, 1, 1, -1)))
        payments.append(Paid(project, nature, level, draw(days), fen))
    if not progress and not any(paid.day for paid in payments):
        payments.append(Paid(*keys[0], "district", date(2020, 3, 1), 123_456))
    return Book(tuple(items), tuple(payments), levels, None if progress else as_of, draw)
