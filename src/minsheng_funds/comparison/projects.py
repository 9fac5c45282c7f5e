"""Which project of one side is which of the other: by name or alias, then by code; never by likeness."""

from collections.abc import Container, Iterable, Mapping
from typing import NamedTuple

from minsheng_funds.model import Line, Outcome
from minsheng_funds.model.comparison import Delta
from minsheng_funds.names import key_of, normal

Aliases = Mapping[str, str]
"""The user's alias table, both names normalised."""
Codes = Mapping[str, frozenset[str]]
"""Project key → the codes that its plan rows carry."""


class Pairing(NamedTuple):
    """Old key → new key of the projects that are on both sides; which of them only their code ties together.

    `hints` are those that share a code while the codes of other projects changed from one side to the other.
    """

    new_of: Mapping[str, str]
    by_code: frozenset[str]
    hints: Mapping[str, str]


def named(text: str, keys: Container[str], codes: Codes, aliases: Aliases) -> str:
    """The project that the settings name: by name or alias, else by its code where one project alone has it."""
    key = key_of(text, aliases)
    coded = [other for other, own in codes.items() if normal(text) in own]
    return coded[0] if key not in keys and len(coded) == 1 else key


def lines_by_key(lines: Iterable[Line], aliases: Aliases) -> dict[str, list[Line]]:
    """Lines by project, in order."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(key_of(line.project, aliases), []).append(line)
    return found


def all_lines(outcome: Outcome) -> tuple[Line, ...]:
    """Lines in scope, then those that the settings leave out."""
    return (*outcome.statement.lines, *outcome.statement.excluded)


def codes_of(outcome: Outcome, aliases: Aliases) -> Codes:
    """The codes of every planned project of a side."""
    found: dict[str, set[str]] = {key_of(line.project, aliases): set() for line in all_lines(outcome)}
    for row in outcome.book.plan_rows:
        key = key_of(row.project, aliases)
        if row.code and key in found:
            found[key].add(normal(row.code))
    return {key: frozenset(codes) for key, codes in found.items()}


def pair_projects(old: Codes, new: Codes) -> Pairing:
    """Pairs by name; what is left by code, where one project of either side has it and codes last.

    Codes last where no project of the same name has another code on the other side: a number given anew every year
    says nothing, and what shares one is then only a hint.
    """
    by_name = {key: key for key in old if key in new}
    last = all(old[key] & new[key] for key in by_name if old[key] and new[key])
    coded: dict[str, str] = {}
    left_old, left_new = _by_code(old, by_name), _by_code(new, by_name)
    for code in sorted(left_old.keys() & left_new.keys()):
        olds, news = left_old[code], left_new[code]
        if len(olds) == len(news) == 1 and olds[0] not in coded and news[0] not in coded.values():
            coded[olds[0]] = news[0]
    if not last:
        return Pairing(by_name, frozenset(), coded)
    return Pairing({**by_name, **coded}, frozenset(coded), {})


def _by_code(codes: Codes, without: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, own in codes.items():
        for code in own if key not in without else ():
            found.setdefault(code, []).append(key)
    return found


def both_know(old: Outcome, new: Outcome, nature: str, measure: str) -> bool:
    """Whether both sides state this measure at all, for any project of the nature."""
    return all(
        any(line.nature == nature and getattr(line.figures, measure) is not None for line in all_lines(side))
        for side in (old, new)
    )


def delta(old: int | None, new: int | None, *, known: bool) -> Delta:
    """Both amounts and their change. Where both sides know the measure, a project without it adds nothing to a total.

    `known` is whether both sides state it at all, for this nature: else nobody knows how it changed.
    """
    if not known or (old is None and new is None):
        return Delta(old, new)
    return Delta(old, new, (new or 0) - (old or 0))


def sum_of(amounts: Iterable[int | None]) -> int | None:
    """The sum of what is known; None where nothing is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None
