"""`template`: a blank workbook to be filled in, which `report` reads; or the text of a letter to make one's own."""

import os
import re
import shlex
import sys
from pathlib import Path
from typing import Any

import click

from minsheng_funds.cli.options import (
    refuse_inputs_as_outputs,
    refuse_other_suffixes,
    say,
    settings_files,
    settings_for,
    shared_options,
)
from minsheng_funds.cli.words import Command
from minsheng_funds.messages import TEMPLATE, failure
from minsheng_funds.settings import Settings
from minsheng_funds.settings.document import FORMS


@click.command("template", cls=Command, help=say("template"))
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--year", type=click.IntRange(2000, 2099), help=say("year"))
@click.option("--text", "form", type=click.Choice((*FORMS, "evaluation", "rollup")), help=say("letter-text"))
@click.option("--force", is_flag=True, help=say("force"))
@shared_options
@click.pass_context
def command(context: click.Context, /, **given: Any) -> int:
    """Writes the workbook and says so; a file that is there stays as it is without --force."""
    file, force, form = given.pop("file"), given.pop("force"), given.pop("form")
    settings = settings_for(context, [file or Path(TEMPLATE["file"].zh)], given)
    usual = TEMPLATE["file"].in_language(settings.lang) if form is None else f"{form}.{settings.lang}.txt"
    file = file or Path(usual)
    refuse_other_suffixes([file], [".xlsx" if form is None else ".txt"])
    refuse_inputs_as_outputs([file], settings_files(settings))
    if not force and file.exists():
        raise failure("file-exists", where=str(file))
    from minsheng_funds.rendering.document import harmless
    from minsheng_funds.rendering.files import write_atomically

    write_atomically(file, _content(settings, form))
    key = "written" if form is None else "rollup_written" if form == "rollup" else "text_written"
    line = TEMPLATE[key].fill(file=file, pasted=_pasted(file))
    print(harmless(line.in_language(settings.lang)), file=sys.stderr)
    return 0


def _pasted(file: Path) -> str:
    """A file's name as a command takes it: behind ./ where it would be an option, in quotes where they are needed."""
    name = str(file)
    name = f".{os.sep}{name}" if name.startswith("-") else name
    if re.fullmatch(r"[\w@%+=:,./\\-]+" if os.name == "nt" else r"[\w@%+=:,./-]+", name):
        return name
    return f'"{name}"' if os.name == "nt" else shlex.quote(name)


def _content(settings: Settings, form: str | None) -> bytes:
    """The blank workbook, or the built-in text of a letter."""
    if form is not None:
        from minsheng_funds.rendering.composing.letters.templates import built_in

        return built_in(form, settings.lang).encode("utf-8-sig")
    from minsheng_funds.rendering.template import write_template

    return write_template(settings)
