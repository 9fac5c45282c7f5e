"""`batch`: one statement a workbook or folder, and the roll-up over all of them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from minsheng_funds.cli.options import print_text, say, settings_for, shared_options
from minsheng_funds.cli.words import Command
from minsheng_funds.messages import failure, os_reason
from minsheng_funds.settings import FILE_NAME, Settings, find_file
from minsheng_funds.settings.batch import CASES, formats_of
from minsheng_funds.vocabulary import Text

if TYPE_CHECKING:
    from minsheng_funds.batches import Case
    from minsheng_funds.model.rollup import RollUp

FORMATS = ("text", "json", "md")


@click.command("batch", cls=Command, help=say("batch"))
@click.argument("folders", nargs=-1, required=True, metavar="FOLDER...", type=click.Path(path_type=Path))
@click.option("-o", "--output", "out", required=True, type=click.Path(), help=say("batch-output"))
@click.option("--each", metavar="FORMATS", help=say("each"))
@click.option("--case", type=click.Choice(CASES), help=say("case"))
@click.option("--jobs", type=click.IntRange(min=0), help=say("jobs"))
@click.option("--cluster", metavar="ADDRESS", help=say("cluster"))
@click.option("--resume", is_flag=True, help=say("resume"))
@click.option("--as-of", "as_of", help=say("as-of"))
@click.option("--year", type=click.IntRange(2000, 2099), help=say("year"))
@click.option("--exclude", multiple=True, help=say("exclude"))
@click.option("--password", is_flag=True, help=say("password"))
@click.option("--template", type=click.Path(path_type=Path), help=say("batch-template"))
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", help=say("format"))
@click.option("--strict", is_flag=True, help=say("strict"))
@click.option("--quiet", is_flag=True, help=say("quiet"))
@shared_options
@click.pass_context
def command(context: click.Context, /, **given: Any) -> int:
    """Finds the cases, runs each, writes the roll-up; 1 where some failed or are incomplete."""
    folders, out, format_ = given.pop("folders"), _folder(given.pop("out")), given.pop("format_")
    jobs, cluster, resume = given.pop("jobs"), given.pop("cluster"), given.pop("resume")
    each, case, template = given.pop("each"), given.pop("case"), given.pop("template")
    strict, quiet = given.pop("strict"), given.pop("quiet")
    if jobs is not None and cluster is not None:
        raise failure("batch-engines", where="--jobs")
    settings = settings_for(context, [folders[0] / FILE_NAME], given)
    settings = _with_options(settings, each, case)
    letter = _letter(template)
    _refuse_output(out)
    from minsheng_funds import batches
    from minsheng_funds.cli.batch_progress import told
    from minsheng_funds.engines import cores

    cases = batches.find_cases(folders, settings.batch, out)
    asked = batches.Asked(settings.batch.each, out, resume)
    settings_of = _settings_of(context, {**given, "password": False}, settings)
    with batches.open_engine(cores() if jobs is None else jobs, cluster, batches.limits_of(settings)) as engine:
        with told(len(cases), settings.lang, quiet=quiet) as tell:
            outcomes = batches.run_cases(cases, settings_of, engine, asked, tell)
        paths = batches.paths_of(cases, outcomes)
        pens = batches.write_files(outcomes, settings, paths, out, engine=engine, template=letter)
    if format_ != "text":
        print_text(pens.text(format_))
    elif not quiet:
        from minsheng_funds.rendering.as_text import write_text

        write_text(pens.document(), sys.stdout)
    return _code(pens.rollup, out, strict=strict)


def _folder(text: str) -> Path:
    """The output folder; a blank name (a variable that nobody set) is not the current one."""
    if not text.strip():
        raise failure("batch-no-out", where="-o")
    return Path(text)


def _with_options(settings: Settings, each: str | None, case: str | None) -> Settings:
    """The settings with what the options say of cases and their outputs."""
    batch, given = settings.batch, settings.given
    if each is not None:
        names = tuple(name for name in each.replace("\uff0c", ",").split(",") if name.strip())
        batch = replace(batch, each=formats_of(names, "--each"))
    if case is not None:
        batch = replace(batch, case=case)
    return replace(settings, batch=batch, given=given)


def _letter(template: Path | None) -> tuple[str, str] | None:
    """The name and the text of the bureau's own circular."""
    if template is None:
        return None
    from minsheng_funds.rendering.composing.letters.templates import read_template

    return str(template), read_template(template)


def _refuse_output(out: Path) -> None:
    """Before any work: the folder can be made and written, as far as one sees."""
    if out.exists() and not out.is_dir():
        raise failure("batch-out-is-file", where=str(out))
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise failure("cannot-write", where=str(out), detail=os_reason(error)) from None
    if os.name != "nt" and not os.access(out, os.W_OK | os.X_OK):
        raise failure("output-closed-folder", where=str(out))


def _settings_of(context: click.Context, given: dict[str, Any], settings: Settings) -> Callable[[Case], Settings]:
    """The settings of each case: those of the file nearest to it, under the same options; every file is read once."""
    known: dict[Path | None, Settings] = {}

    def find(case: Case) -> Settings:
        file = find_file(case.paths[0])
        if file not in known:
            own = settings_for(context, case.paths, given)
            known[file] = replace(own, password=settings.password, batch=settings.batch)
        return known[file]

    return find


def _code(rollup: RollUp, out: Path, *, strict: bool) -> int:
    """1 where a case failed or is incomplete. Raises `Failure` where none has a statement."""
    if not rollup.done:
        first = rollup.failed[0]
        assert first.failure is not None
        detail = Text(*(f"{first.place}: {words}" for words in first.failure.message))
        raise failure("batch-none-done", where=str(out), count=len(rollup.cases), detail=detail)
    errors = [found for found in rollup.findings if found.severity == "error"]
    errors += [found for record in rollup.done for found in record.findings if found.severity == "error"]
    return int(not rollup.complete or (strict and bool(errors)))
