"""What the commands share: options taken before and after the command's name, sources, settings, output."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar
from unicodedata import normalize

import click

from minsheng_funds.messages import HELP, failure
from minsheng_funds.settings import Settings, find_file, load

Function = TypeVar("Function", bound=Callable[..., Any])


def language_of(arguments: Sequence[str]) -> str:
    """The language asked for, before any option is parsed: --lang, else MINSHENG_FUNDS_LANG, else Chinese."""
    for place, argument in enumerate(arguments):
        if argument == "--lang" and place + 1 < len(arguments):
            return arguments[place + 1]
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    return os.environ.get("MINSHENG_FUNDS_LANG", "zh")


def say(key: str) -> str:
    """A help text in the language asked for."""
    return HELP[key].in_language(language_of(sys.argv[1:]))


def shared_options(function: Function) -> Function:
    """--lang, --config and --debug."""
    for option in (
        click.option("--lang", type=click.Choice(["zh", "en"]), help=say("lang")),
        click.option("--config", type=click.Path(dir_okay=False, path_type=Path), help=say("config")),
        click.option("--debug", is_flag=True, help=say("debug")),
    ):
        function = option(function)
    return function


def input_options(function: Function) -> Function:
    """The workbooks and what selects their rows."""
    for option in (
        click.argument("workbooks", nargs=-1, required=True, type=click.Path(path_type=Path)),
        click.option("--plan", "plans", multiple=True, type=click.Path(path_type=Path), help=say("plan")),
        click.option("--as-of", "as_of", help=say("as-of")),
        click.option("--year", type=click.IntRange(2000, 2099), help=say("year")),
        click.option("--exclude", multiple=True, help=say("exclude")),
        click.option("--password", is_flag=True, help=say("password")),
    ):
        function = option(function)
    return function


def settings_for(
    context: click.Context, paths: Sequence[Path], given: dict[str, Any], as_of_option: str = "--as-of"
) -> Settings:
    """The settings in force for these workbooks: flags (after the command, then before it) > environment > file."""
    before = context.obj or {}
    flags = {**before, **{key: value for key, value in given.items() if value is not None}}
    file = flags.pop("config", None) or find_file(paths[0])
    as_of = flags.pop("as_of", None)
    if flags.pop("password", False):
        flags["password"] = _ask_password()
    if as_of is not None:
        flags["as_of"] = _date(as_of, as_of_option)
    return load(file, os.environ, **flags)


def settings_without_file(context: click.Context, given: dict[str, Any]) -> Settings:
    """The settings of a command that reads no workbook: the language is all that it needs."""
    flags = {**(context.obj or {}), **{key: value for key, value in given.items() if value is not None}}
    return load(flags.get("config"), os.environ, lang=flags.get("lang"))


def _ask_password() -> str:
    """The password, typed unseen. Without a terminal nothing can hide it: one line says what to do instead."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            return str(click.prompt(say("password_prompt"), hide_input=True, err=True))
        except Warning:  # getpass warns before it reads a line that everybody can see
            raise failure("password-unseen", where="--password") from None


def _date(text: str, option: str) -> object:
    from minsheng_funds.reading.values import Unreadable, read_date

    try:
        day = read_date(text, None)
    except Unreadable:
        day = None
    if day is None:
        raise failure("bad-date", where=option, detail=text)
    return day


def print_text(text: str) -> None:
    """Machine-readable text on standard output: UTF-8, whatever the console's own encoding."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(text)
        return
    sys.stdout.flush()
    buffer.write(text.encode("utf-8", "backslashreplace"))
    buffer.flush()


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):  # links that lead in a circle, no path at all: opening it will say so
        return path.absolute()


def refuse_inputs_as_outputs(outputs: Sequence[Path], inputs: Sequence[Path]) -> None:
    """Before any work: no input is overwritten, no output named twice, and each can be written as far as one sees."""
    refuse_inputs(outputs, inputs)
    for place, output in enumerate(outputs):
        if any(_is_same(output, other) for other in outputs[:place]):
            raise failure("output-twice", where=str(output))
    if outputs:
        from minsheng_funds.rendering.outputs import refuse_unwritable

        for output in outputs:
            refuse_unwritable(output)


def settings_files(settings: Settings) -> list[Path]:
    """What was read beside the workbooks: the settings file in force, and the letter's text that it names."""
    if not settings.origin:
        return []
    file, text = Path(settings.origin), settings.document.template
    return [file, *([file.parent / text] if text else [])]


def refuse_inputs(outputs: Sequence[Path], inputs: Sequence[Path]) -> None:
    """An input is never overwritten, under whatever name or link."""
    for output in outputs:
        if any(_is_same(output, path) for path in inputs):
            raise failure("output-is-input", where=str(output))


def _is_same(one: Path, other: Path) -> bool:
    """Whether two paths are names of one file: by links, hard ones too, or another spelling."""
    if _spelt(one) == _spelt(other):
        return True
    try:
        return one.samefile(other)
    except (OSError, ValueError):  # one of them is not there, or cannot be
        return False


def _spelt(path: Path) -> str:
    """The path as the system tells files apart: Windows and macOS take no notice of the case of letters."""
    whole = str(_resolved(path))
    return normalize("NFC", whole).casefold() if sys.platform in ("win32", "darwin") else whole


def refuse_other_suffixes(outputs: Sequence[Path], known: Sequence[str]) -> None:
    """The suffix of an output says its format; only these are written."""
    for output in outputs:
        if output.suffix.lower() not in known:
            raise failure("unknown-format", where=str(output), detail=output.suffix, known=" ".join(known))
