"""What is asked of a letter (.docx): which one it is, and a bureau's own text instead of the built-in one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import click

from minsheng_funds.cli.options import say
from minsheng_funds.messages import failure
from minsheng_funds.settings import Given, Settings
from minsheng_funds.settings.document import FORMS

Function = TypeVar("Function", bound=Callable[..., Any])


def letter_options(function: Function) -> Function:
    """--form and --template."""
    for option in (
        click.option("--template", type=click.Path(path_type=Path), help=say("letter-template")),
        click.option("--form", type=click.Choice(FORMS), help=say("letter-form")),
    ):
        function = option(function)
    return function


def letter_asked(
    settings: Settings, form: str | None, file: Path | None, *, written: bool
) -> tuple[Settings, tuple[str, str] | None]:
    """The settings with what the options say, and the template's name and text where there is one of the bureau's own.

    `written`: whether a letter is among the outputs; the options ask for one. Raises `Failure` before any work where
    a template cannot be read.
    """
    for option, value in (("--form", form), ("--template", file)):
        if value is not None and not written:
            raise failure("letter-not-asked", where=option)
    if form is not None:
        given = Given("document.form", f'"{form}"', "option")
        settings = replace(settings, document=replace(settings.document, form=form))
        settings = replace(settings, given=_with(settings.given, given))
    if file is not None:
        settings = replace(settings, given=_with(settings.given, Given("document.template", f'"{file}"', "option")))
    elif settings.document.template:
        file = Path(settings.origin).parent / settings.document.template
    if file is None or not written:
        return settings, None
    from minsheng_funds.rendering.composing.letters.templates import read_template

    return settings, (str(file), read_template(file))


def _with(before: tuple[Given, ...], given: Given) -> tuple[Given, ...]:
    """An option has the last word: what the file says of the same setting is no longer in force."""
    return (*(line for line in before if line.name != given.name), given)
