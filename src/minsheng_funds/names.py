"""Names as they are compared, and which plan row a payment belongs to: by name, code, or the user's alias table.

Never by likeness: a name that is almost the same is a finding with a suggestion, not a match.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from minsheng_funds.patterns import BRACKETS


@lru_cache(maxsize=10_000)
def normal(name: str) -> str:
    """A name as it is compared: NFKC, no white space, one kind of brackets."""
    return "".join(unicodedata.normalize("NFKC", name).translate(BRACKETS).split())


def is_excluded(name: str, exclusions: Iterable[str]) -> bool:
    """Whether the normalised project name contains one of the excluded names."""
    return any((part := normal(excluded)) and part in normal(name) for excluded in exclusions)


def normalised(aliases: Mapping[str, str]) -> dict[str, str]:
    """An alias table (a ledger's name → the plan's) as names are compared."""
    return {normal(ledger): normal(plan) for ledger, plan in aliases.items()}


def key_of(project: str, aliases: Mapping[str, str]) -> str:
    """What a project is known by: its name as it is compared, or the one that an alias table (normalised) gives it."""
    name = normal(project)
    return aliases.get(name, name)


class Names:
    """The plan's project names and codes; `find` gives the plan's normalised name of a payment's project."""

    def __init__(self, aliases: Mapping[str, str]) -> None:
        self._aliases = normalised(aliases)
        self._names: set[str] = set()
        self._codes: dict[str, set[str]] = {}

    def add(self, name: str, code: str) -> str:
        """Takes in a planned project; returns its normalised name."""
        key = key_of(name, self._aliases)
        self._names.add(key)
        if code:
            self._codes.setdefault(normal(code), set()).add(key)
        return key

    @property
    def has_codes(self) -> bool:
        """Whether any planned project has a code."""
        return bool(self._codes)

    def find(self, name: str, code: str) -> tuple[str | None, bool]:
        """The planned project of a payment, or None; and whether its name and its code speak of two projects."""
        by_name = key_of(name, self._aliases)
        coded = self._codes.get(normal(code), set()) if code else set()
        if by_name in self._names:
            return (None, True) if coded and by_name not in coded else (by_name, False)
        return (next(iter(coded)), False) if len(coded) == 1 else (None, len(coded) > 1)
