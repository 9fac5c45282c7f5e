"""What `report` shows besides the statement: views (--by, --top, --sort), a trace, the payments in detail."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import click

from minsheng_funds.cli.options import say
from minsheng_funds.messages import failure
from minsheng_funds.vocabulary import DIMENSIONS, SORTS

if TYPE_CHECKING:
    from minsheng_funds.model import Additions, Outcome
    from minsheng_funds.settings import Settings

Function = TypeVar("Function", bound=Callable[..., Any])


def additional_options(function: Function) -> Function:
    """--by, --top, --sort, --trace, --detail."""
    for option in (
        click.option("--detail", is_flag=True, help=say("detail")),
        click.option("--trace", "traced", multiple=True, metavar="PROJECT", help=say("trace")),
        click.option("--sort", type=click.Choice(SORTS), help=say("sort")),
        click.option("--top", type=click.IntRange(min=1), metavar="N", help=say("top-rows")),
        click.option("--by", "by", multiple=True, metavar="DIMENSION,…", help=say("by")),
    ):
        function = option(function)
    return function


@dataclass(frozen=True)
class Asked:
    """The options as given."""

    views: tuple[tuple[str, ...], ...]
    top: int | None
    sort: str | None
    traced: tuple[str, ...]
    detail: bool

    @property
    def tables(self) -> int:
        """How many tables were asked for instead of the projects."""
        return len(self.views) + bool(self.traced) + self.detail

    def of(self, outcome: Outcome, settings: Settings) -> Additions:
        """What was asked for, of this outcome. Raises `Failure` for a project that nobody knows."""
        from minsheng_funds.model import Additions

        if not self.tables:
            return Additions()
        from minsheng_funds.pipeline import see, trace

        traces = trace(outcome, settings, self.traced) if self.traced else ()
        views = see(outcome, settings, self.views, top=self.top, sort=self.sort) if self.views else ()
        return Additions(views, traces, trace(outcome, settings) if self.detail else None)


def asked_for(given: dict[str, Any]) -> Asked:
    """Takes the options of this file out of those given. --top and --sort alone are about projects."""
    views, top, sort = views_of(given.pop("by")), given.pop("top"), given.pop("sort")
    if not views and (top is not None or sort is not None):
        views = (("project",),)
    if views and all("month" in by for by in views) and (top is not None or sort not in (None, "name")):
        raise failure("months-have-no-rank", where="--top" if top is not None else "--sort")
    return Asked(views, top, sort, given.pop("traced"), given.pop("detail"))


def views_of(given: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The views named by --by: `unit,class` is one view by both. Raises `Failure` for a dimension nobody knows."""
    return tuple(dict.fromkeys(_dimensions(text) for text in given))


def _dimensions(text: str) -> tuple[str, ...]:
    named: Iterable[str] = (part.strip().lower() for part in text.replace("\uff0c", ",").split(","))
    found = tuple(dict.fromkeys(part for part in named if part))
    for name in found or (text,):
        if name not in DIMENSIONS:
            raise failure("no-such-view", where="--by", detail=name, known=", ".join(DIMENSIONS))
    return found
