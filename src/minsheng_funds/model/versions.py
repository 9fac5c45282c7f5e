"""Versions of a plan (年初, 调整后): which one is in force, and what changed since the first. Money is fen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from minsheng_funds.model.facts import Origin


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """One of several versions of a plan. `family` and `place` count plans and their versions from 1, the first first.

    `state` is in-force, superseded or not-yet; `required` is what the own level must put up, by nature.
    """

    family: int
    place: int
    title: str
    origin: Origin
    day: date | None
    state: str
    projects: int
    required: Mapping[str, int | None]
    complete: bool = True


@dataclass(frozen=True, slots=True)
class PlanChange:
    """What changed in one project, nature and level between the first version and the one in force (fen).

    `kind` is added, dropped, changed or same; an amount that a version does not have is None.
    """

    project: str
    nature: str
    level: str
    kind: str
    initial: int | None
    required: int | None
    origins: tuple[Origin, ...]

    @property
    def difference(self) -> int:
        """Required in the version in force less in the first one."""
        return (self.required or 0) - (self.initial or 0)
