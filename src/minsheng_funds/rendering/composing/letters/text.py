"""A letter's text → blocks. The format is that of plain text with few marks, so that a bureau can write its own.

- `# title`, `## heading`, `### heading`, `#### heading` begin a line; `##. ` and `###. ` put the next number before it.
- `> to: …`, `> number: …`, `> attached: …`, `> sign: …`, `> day: …`, `> note: …` are what stands around the text.
- `[table NAME]`, `[chart NAME]` put a table or the charts of that name here; `[annex NAME … | title]` puts tables on
  pages of their own (charts as `chart-NAME`). What has nothing to show is left out.
- Other lines are paragraphs: consecutive lines are one, a blank line ends it.

What a template fills in is text, whatever it holds: `filled` marks where it begins, and a line that begins with such
a mark is no heading and no table.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from minsheng_funds.messages import LETTER_ANNEX, LETTER_NUMBERS, failure
from minsheng_funds.rendering.document import Block, Chart, Heading, Paragraph, Table, harmless

MARK = "\ue000"
"""Before every text that was filled in. A private character: `harmless` leaves none in any text."""
BREAK = "\ue001"
"""Keeps a blank line of a template, which Jinja takes away behind a line that is a statement."""
ROLES = ("to", "number", "attached", "sign", "day", "note")
_HEADING = re.compile(r"(#{1,4})(\.?) +(.+)")
_ROLE = re.compile(r"> *([a-z]+): *(.*)")
_PLACE = re.compile(r"\[([a-z]+) +([a-z0-9 -]+?) *(?:\| *([^\]]+))?\]")
_UNFINISHED = re.compile(r"#|>|\[(?:table|chart|annex)\b")
"""How a line begins that is meant as a mark."""
Shown = Mapping[str, Mapping[str, Sequence[Block]]]
"""What directives put in: "table" → name → its blocks, and so on; a name with no blocks has nothing to show."""


def filled(value: object) -> str:
    """A value as a template prints it: one line that is only text; "—" for what is not known."""
    text = "\u2014" if value is None else str(value)
    return MARK + harmless(text.replace(MARK, ""))


def blocks_of(text: str, shown: Shown, language: str, where: str, source: str) -> list[Block]:
    """The blocks of a letter; `where` and `source` are the template's name and text, for a failure to name the line."""
    reader = _Reader(shown, language, where, source)
    return reader.numbered(_without_empty(list(reader.blocks(text))))


def annexes_of(source: str, shown: Mapping[str, Sequence[Block]]) -> list[str]:
    """The title of every annex that a template has and that has something to show, in its order."""
    titles = []
    for line in source.split("\n"):
        place = _PLACE.fullmatch(line.strip())
        if place is not None and place[1] == "annex":
            found = [block for name in place[2].split() for block in shown.get(name, ())]
            own = [block.title for block in found if isinstance(block, (Table, Chart)) and block.title]
            titles += [place[3] or own[0]] if found else []
    return titles


def names_of(source: str) -> list[str]:
    """The names of the tables and charts that a template has, in its order."""
    places = (_PLACE.fullmatch(line.strip()) for line in source.split("\n"))
    return [name for place in places if place is not None for name in place[2].split()]


def _without_empty(blocks: Sequence[Block]) -> list[Block]:
    """Without headings that nothing stands under: a run has no text for them."""
    kept: list[Block] = []
    own, deeper = False, False
    for block in reversed(blocks):
        if isinstance(block, Heading) and block.level > 1:
            if not (own or (deeper and block.level == 2)):
                continue
            own, deeper = False, block.level > 2
        elif isinstance(block, Paragraph) and block.role != "body":
            own, deeper = False, False
        else:
            own = True
        kept.append(block)
    return kept[::-1]


class _Reader:
    """Reads line by line, and counts the headings that ask for a number."""

    def __init__(self, shown: Shown, language: str, where: str, source: str) -> None:
        self._shown, self._language, self._where, self._source = shown, language, where, source
        self._numbers, self._annexes = {2: 0, 3: 0}, 0
        self._count = len(annexes_of(source, shown["annex"]))

    def blocks(self, text: str) -> Iterator[Block]:
        """Every block, in order."""
        lines: list[str] = []
        for line in [*map(str.strip, text.replace(BREAK, "").split("\n")), ""]:
            found = self._alone(line) if line else []
            if (found is not None) and lines:
                yield Paragraph((" " if self._language == "en" else "").join(lines).replace(MARK, ""))
                lines = []
            if found is None:
                lines.append(line)
            else:
                yield from found

    def _alone(self, line: str) -> Sequence[Block] | None:
        """The blocks of a line that stands for itself; None for a line of a paragraph."""
        if heading := _HEADING.fullmatch(line):
            text = heading[3].replace(MARK, "")
            return [Heading(f"{BREAK}{text}" if heading[2] else text, len(heading[1]))]
        if (role := _ROLE.fullmatch(line)) is not None:
            if role[1] not in ROLES:
                raise self._unknown(role[1], ROLES)
            return [Paragraph(role[2].replace(MARK, ""), role[1])] if role[2].replace(MARK, "") else []
        if (place := _PLACE.fullmatch(line)) is not None:
            if place[1] not in self._shown:
                raise self._unknown(place[1], self._shown)
            return self._placed(place[1], place[2].split(), (place[3] or "").replace(MARK, ""))
        if _UNFINISHED.match(line) and MARK not in line:
            raise failure("letter-mark", where=self._place(line), detail=line[:40])
        return None

    def _placed(self, kind: str, names: Sequence[str], title: str) -> list[Block]:
        """What was asked for, of what there is; an annex begins with its number."""
        found: list[Block] = []
        for name in names:
            if name not in self._shown[kind]:
                raise self._unknown(name, self._shown[kind])
            found += self._shown[kind][name]
        if kind != "annex" or not found:
            return found
        self._annexes += 1
        form, alone = LETTER_ANNEX[self._language]
        number = form.format(number=self._annexes) if self._count > 1 else alone
        return [Paragraph(f"{number} {title}".strip(), "annex"), *found]

    def numbered(self, blocks: Sequence[Block]) -> list[Block]:
        """The headings that ask for a number have it."""
        return [self._heading(block) if isinstance(block, Heading) else block for block in blocks]

    def _heading(self, heading: Heading) -> Heading:
        if not heading.text.startswith(BREAK):
            return heading
        text, level = heading.text.removeprefix(BREAK), heading.level
        if level not in self._numbers:
            return Heading(text, level)
        self._numbers[level] += 1
        if level == 2:
            self._numbers[3] = 0
        form, numerals = LETTER_NUMBERS[self._language][level]
        number = self._numbers[level]
        return Heading(form.format(number=numerals[number - 1] if number <= len(numerals) else number) + text, level)

    def _place(self, line: str) -> str:
        """The template's name with the line in it that is written so."""
        lines = enumerate(self._source.split("\n"), 1)
        number = next((number for number, found in lines if found.strip() == line), 0)
        return f"{self._where}:{number}" if number else self._where

    def _unknown(self, word: str, known: "Sequence[str] | Mapping[str, object]") -> Exception:
        """A word in a mark that nobody knows; it stands in the template as it stands in the text."""
        from difflib import get_close_matches

        lines = self._source.split("\n")
        line = next((number for number, found in enumerate(lines, 1) if word in found and found.strip()[:1] in "[>"), 0)
        where = f"{self._where}:{line}" if line else self._where
        nearest = get_close_matches(word, list(known), n=2, cutoff=0.4) or list(known)
        return failure("letter-unknown", where=where, detail=word, known=", ".join(nearest))
