"""Which rules `check` runs, and which findings count as new: --select, --ignore, --baseline."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from minsheng_funds.cli.options import refuse_inputs, refuse_inputs_as_outputs, say
from minsheng_funds.messages import LABELS, failure, os_reason
from minsheng_funds.settings import Settings

if TYPE_CHECKING:
    from minsheng_funds.model import Finding

Function = TypeVar("Function", bound=Callable[..., Any])


def selection_options(function: Function) -> Function:
    """--select, --ignore and --baseline."""
    for option in (
        click.option("--select", multiple=True, help=say("select")),
        click.option("--ignore", multiple=True, help=say("ignore")),
        click.option("--baseline", type=click.Path(dir_okay=False, path_type=Path), help=say("baseline")),
    ):
        function = option(function)
    return function


@dataclass(frozen=True)
class Selection:
    """What was asked for; `given` are the flags as click read them."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    baseline: Path | None

    @classmethod
    def of(cls, given: dict[str, Any], inputs: Sequence[Path]) -> Selection:
        """Takes its options out of the flags. Raises `Failure` where the baseline is one of the inputs."""
        select, ignore = (_codes(given.pop(name), f"--{name}") for name in ("select", "ignore"))
        baseline = given.pop("baseline")
        if baseline is not None:
            refuse_inputs([baseline], inputs)
            if not baseline.exists():  # one that is there is only read
                refuse_inputs_as_outputs([baseline], inputs)
        return cls(select, ignore, baseline)

    def applied(self, settings: Settings) -> Settings:
        """The settings with these codes in place of the file's, and today's date."""
        check = replace(
            settings.check, select=self.select or settings.check.select, ignore=self.ignore or settings.check.ignore
        )
        return replace(settings, check=check, today=date.today())

    def known(self) -> Mapping[str, int] | None:
        """The findings that the baseline knows; None where there is none, or not yet."""
        if self.baseline is None or not self.baseline.exists():
            return None
        from minsheng_funds.checks.set_aside import read_baseline

        try:
            text = self.baseline.read_text(encoding="utf-8-sig")
        except OSError as error:
            raise failure("cannot-open", where=str(self.baseline), detail=os_reason(error)) from None
        except UnicodeDecodeError:
            raise failure("no-baseline", where=str(self.baseline)) from None
        return read_baseline(text, str(self.baseline))

    def accept(self, findings: Sequence[Finding], language: str) -> None:
        """Writes a baseline that is not there yet: these findings are known from the next run on."""
        if self.baseline is None or self.baseline.exists():
            return
        from minsheng_funds.checks.set_aside import write_baseline
        from minsheng_funds.rendering.files import encoded, write_atomically

        write_atomically(self.baseline, encoded(write_baseline(findings)))
        said = LABELS["baseline_written"].fill(count=len(findings), file=self.baseline)
        print(said.in_language(language), file=sys.stderr)


def _codes(given: Sequence[str], option: str) -> tuple[str, ...]:
    """Codes of an option that may be repeated and have several, separated by commas.

    Raises `Failure` for an option without any: an unset variable would run all rules unnoticed.
    """
    texts = (text.strip().upper() for item in given for text in item.replace("\uff0c", ",").split(","))
    codes = tuple(text for text in texts if text)
    if given and not codes:
        raise failure("no-code", where=option)
    return codes
