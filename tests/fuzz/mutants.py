"""Real small containers with their bytes changed at random: flipped, cut, spliced, or edited inside their zip."""

import io
import random
import re
import zipfile
from collections.abc import Callable
from functools import cache

from tests.corpus.build import Formula, Page, Styled, by_openpyxl, xlsx
from tests.corpus.case import ledger, plan, progress
from tests.support import Sheet, csv_bytes, day, ods, xls

_REFERENCE = re.compile(rb'(?<=[ "])r="([A-Z]+\d+|\d+)"')
_ATTRIBUTE = re.compile(rb'[\w:]+="([^"]{0,60})"')
_TAG = re.compile(rb"<[^>]{1,200}>")
_HOUR = re.compile(rb"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?")
_TEXT = re.compile(rb">([^<]{1,80})<")
NASTY = [
    b"", b"0", b"-1", b"1", b"99999999999999999999", b"1e308", b"-1e308", b"1E-400", b"NaN", b"inf", b"A1", b"XFD1048576", b"ZZZZ9", b"A0", b"1048576", b"16384", b"4294967296",
    b"&lt;", b"&#0;", b"&#x110000;", b"&undefined;", b"\xff\xfe", b"\x00", b"true", b"e", b"b", b"d", b"s", b"str", b"inlineStr", b"n", b"#REF!", b"hidden", b"2020-99-99T99:99:99", b"../../../x", b"rId99",
]  # fmt: skip


@cache
def seeds() -> tuple[tuple[str, bytes], ...]:
    """(name, bytes) of the containers that are changed."""
    sheets: list[Sheet] = [
        plan(
            [1, "甲", 100, "区"],
            [2, "乙", Formula("=1+1", 2), ""],
            ["", "合计", 102, ""],
            ["注:x", "", "", ""],
            merged=((0, 0, 0, 2),),
        ),
        ledger(
            [day(1, 2), "甲", "某", 10.25, ""],
            ["2020.1.3", "乙", "某", "1,000", "退回"],
            ["合计", "", "", 5, ""],
            merged=((3, 1, 4, 1),),
        ),
    ]
    rich = Page(
        "进度",
        [*progress([1, "甲", Styled(12.5, '0.0"万元"'), 3], [2, "乙", Formula("=A1", "#REF!"), 4]).rows],
        hidden_rows=(4,),
        hidden_columns=(0,),
    )
    text = [
        ["单位:元"],
        ["拨付日期", "项目名称", "拨付金额", "备注"],
        ["2020-01-02", "甲", "1,000.50", ""],
        ["2020.1.3", "乙", "(12.5)", "退回"],
    ]
    return (
        ("a.xlsx", _settled(xlsx(*sheets))), ("b.xlsx", _settled(xlsx(rich))), ("c.xlsx", _settled(by_openpyxl(*sheets))), ("d.xls", xls(*(Sheet(s.name, [[str(v.text) if isinstance(v, Formula) else v for v in row] for row in s.rows]) for s in sheets))),
        ("e.ods", _settled(ods(*(Sheet(s.name, [[v.cached if isinstance(v, Formula) else v for v in row] for row in s.rows], s.merged) for s in sheets)))),
        ("f.csv", csv_bytes(text)), ("g.csv", csv_bytes(text, "gb18030", "\t")), ("h.csv", csv_bytes(text, "utf-16")),
    )  # fmt: skip


def _settled(content: bytes) -> bytes:
    """The same zip without the hour at which it was written, so that a number always makes the same mutant."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(_entry(name), _HOUR.sub(b"2020-04-17T00:00:00", old.read(name)))
    return stream.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def mutant(seed: int) -> tuple[str, bytes]:
    """The container that this number makes: always the same."""
    chance = random.Random(seed)
    name, content = chance.choice(seeds())
    change: Callable[[random.Random, bytes], bytes]
    if content.startswith(b"PK") and chance.random() < 0.8:
        return name, _inside(chance, content)
    for _ in range(chance.choice((1, 1, 2, 5))):
        change = chance.choice((_flip, _flip, _cut, _splice, _overwrite))
        content = change(chance, content)
    return name, content


def _flip(chance: random.Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 2, 8, 64))):
        if changed:
            changed[chance.randrange(len(changed))] = chance.choice((0, 1, 0x7F, 0x80, 0xFF, chance.randrange(256)))
    return bytes(changed)


def _cut(chance: random.Random, content: bytes) -> bytes:
    return (
        content[: chance.randrange(len(content) + 1)]
        if chance.random() < 0.7
        else content[chance.randrange(len(content) + 1) :]
    )


def _splice(chance: random.Random, content: bytes) -> bytes:
    _, other = chance.choice(seeds())
    start, length = chance.randrange(len(other)), chance.choice((4, 32, 512))
    place = chance.randrange(len(content) + 1)
    return content[:place] + other[start : start + length] + content[place + chance.choice((0, length)) :]


def _overwrite(chance: random.Random, content: bytes) -> bytes:
    """A little-endian number of 2, 4 or 8 bytes put anywhere: sizes and offsets."""
    size: int = chance.choice((2, 4, 8))
    number: int = chance.choice((0, 1, 0xFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, 2**63)) % 256**size
    place = chance.randrange(max(1, len(content) - size))
    return content[:place] + number.to_bytes(size, "little") + content[place + size :]


def _inside(chance: random.Random, content: bytes) -> bytes:
    """The zip with one of its parts edited, removed, doubled or renamed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        telling = [
            name
            for name in names
            if name.endswith(
                ("sheet1.xml", "sheet2.xml", "workbook.xml", "sharedStrings.xml", "styles.xml", "content.xml", ".rels")
            )
        ]
        chosen = chance.choice(telling or names)
        for name in names:
            data = old.read(name)
            if name == chosen:
                if chance.random() < 0.03:
                    continue
                for _ in range(chance.choice((1, 1, 2, 4))):
                    data = chance.choice((_attribute, _attribute, _reference, _text, _tag, _flip, _cut))(chance, data)
            new.writestr(_entry(name), data)
    return stream.getvalue()


def _at_random(
    chance: random.Random, data: bytes, pattern: re.Pattern[bytes], make: Callable[[re.Match[bytes]], bytes]
) -> bytes:
    found = list(pattern.finditer(data))
    if not found:
        return data
    match = chance.choice(found)
    return data[: match.start()] + make(match) + data[match.end() :]


def _attribute(chance: random.Random, data: bytes) -> bytes:
    value = chance.choice(NASTY)
    return _at_random(
        chance, data, _ATTRIBUTE, lambda match: match.group().replace(b'"' + match.group(1) + b'"', b'"' + value + b'"')
    )


def _reference(chance: random.Random, data: bytes) -> bytes:
    value = chance.choice(
        (
            b"XFD1048576",
            b"A1048576",
            b"XFD1",
            b"ZZZ1",
            b"A0",
            b"",
            b"1048577",
            b"A1:B2",
            b"a1",
            b"AAAAAAAAA1",
            b"A99999999999",
        )
    )
    return _at_random(chance, data, _REFERENCE, lambda _: b'r="' + value + b'"')


def _text(chance: random.Random, data: bytes) -> bytes:
    value = chance.choice((*NASTY, "合计".encode(), "项目名称".encode(), b"12.5", b"<x>", b"]]>", b" " * 50))
    return _at_random(chance, data, _TEXT, lambda _: b">" + value + b"<")


def _tag(chance: random.Random, data: bytes) -> bytes:
    action: Callable[[bytes], bytes] = chance.choice(
        (
            lambda tag: b"",
            lambda tag: tag * 2,
            lambda tag: tag * 50,
            lambda tag: tag.replace(b"<", b"</"),
            lambda tag: b"<!--" + tag,
        )
    )
    return _at_random(chance, data, _TAG, lambda match: action(match.group()))
