"""A proposal → lines of TOML that `report` accepts as they stand; alternatives follow as comments."""

import json
from collections import Counter

from minsheng_funds.model import Book, Candidate, Proposal
from minsheng_funds.money import YUAN
from minsheng_funds.rendering.document import harmless
from minsheng_funds.rendering.words import Words
from minsheng_funds.vocabulary import FIELD_LABELS, KINDS, UNITS

_UNIT_NAMES = {unit: name for name, unit in UNITS.items()}
_LONGEST_EXAMPLE = 30


def proposal_lines(proposal: Proposal, words: Words, *, in_file: bool = False) -> tuple[str, ...]:
    """The section of one sheet; `in_file` names its file too, where two files have a sheet of that name."""
    name = f"{proposal.file}!{proposal.sheet}" if in_file and not proposal.extends else proposal.section
    head = f"[tables.{quoted(name)}]"
    lines = [f"# {head}  # {words.label('proposal_extends')}" if proposal.extends else head]
    if proposal.kinds:
        others = ", ".join(quoted(kind) for kind in proposal.kinds[1:])
        first = words.say(KINDS[proposal.kinds[0]])
        lines.append(f"kind = {quoted(proposal.kinds[0])}  # {first}; {_or(others, words)}")
    if proposal.header_rows:
        others = ", ".join(f"[{row}]" for row in proposal.other_headers)
        lines.append(f"header_rows = {list(proposal.header_rows)}" + (f"  # {_or(others, words)}" if others else ""))
    if proposal.units:
        others = ", ".join(quoted(_UNIT_NAMES[unit]) for unit in proposal.units[1:])
        lines.append(f"# {words.label('proposal_unit', unit=_UNIT_NAMES[YUAN])}")
        lines.append(f"unit = {quoted(_UNIT_NAMES[proposal.units[0]])}  # {_or(others, words)}")
    for field, candidates in proposal.columns:
        lines += _column_lines(field, candidates, words, sure=field in proposal.sure)
    return tuple(lines)


def _column_lines(field: str, candidates: tuple[Candidate, ...], words: Words, *, sure: bool) -> list[str]:
    lines = []
    for place, candidate in enumerate(candidates):
        added = ", ".join(map(quoted, candidate.added))
        value = f"{{ sum = [{added}] }}" if added else f"[{quoted(candidate.selector)}]"
        line = f"columns.{field} = {value}  # {_about(field, candidate, words)}"
        lines.append(line if sure and place == 0 else f"# {line}")
    return lines


def _about(field: str, candidate: Candidate, words: Words) -> str:
    example = harmless(" ".join(candidate.example.split()))
    example = example if len(example) <= _LONGEST_EXAMPLE else example[: _LONGEST_EXAMPLE - 1] + "…"
    return f"{words.say(FIELD_LABELS[field])}: {candidate.letter}, {words.label('proposal_example', example=example)}"


def _or(others: str, words: Words) -> str:
    return f"{words.label('proposal_or')} {others}"


def quoted(text: str) -> str:
    """A text as TOML writes it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def shared_names(book: Book) -> frozenset[str]:
    """The sheet names that more than one file has: a section for one of them must name its file."""
    places = {(table.file, table.sheet) for table in book.tables} | {(item.file, item.sheet) for item in book.unread}
    return frozenset(sheet for sheet, count in Counter(sheet for _, sheet in places).items() if count > 1)
