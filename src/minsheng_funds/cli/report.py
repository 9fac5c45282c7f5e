"""`report`: the statement on the terminal, as JSON, csv or Markdown, or written to files."""

from __future__ import annotations

import sys
import threading
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from minsheng_funds.cli.additions import additional_options, asked_for
from minsheng_funds.cli.letters import letter_asked, letter_options
from minsheng_funds.cli.options import (
    input_options,
    print_text,
    refuse_inputs_as_outputs,
    refuse_other_suffixes,
    say,
    settings_files,
    settings_for,
    shared_options,
)
from minsheng_funds.cli.progress import progress
from minsheng_funds.cli.words import Command
from minsheng_funds.messages import failure
from minsheng_funds.reports import FORMATS, SUFFIXES, Pens
from minsheng_funds.settings import Settings
from minsheng_funds.sources import read_sources

if TYPE_CHECKING:
    from minsheng_funds.model import Outcome


@click.command("report", cls=Command, help=say("report"))
@input_options
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", help=say("format"))
@click.option("-o", "--output", "outputs", multiple=True, type=click.Path(path_type=Path), help=say("output"))
@click.option("--evaluation", "evaluate", is_flag=True, help=say("evaluation"))
@letter_options
@click.option("--strict", is_flag=True, help=say("strict"))
@additional_options
@shared_options
@click.pass_context
def command(context: click.Context, /, **given: Any) -> int:
    """Reads, computes, prints or writes; 1 where figures are incomplete."""
    paths = [*given.pop("workbooks"), *given.pop("plans")]
    outputs, format_, strict = given.pop("outputs"), given.pop("format_"), given.pop("strict")
    asked_options = asked_for(given)
    evaluate, form, file = given.pop("evaluate"), given.pop("form"), given.pop("template")
    if evaluate and (asked_options.tables or asked_options.top or asked_options.sort):
        raise failure("evaluation-alone", where="--evaluation")
    settings = settings_for(context, paths, given)
    settings = replace(settings, evaluation=replace(settings.evaluation, shown=evaluate))
    letters = any(output.suffix.lower() == ".docx" for output in outputs)
    settings, template = letter_asked(settings, form, file, written=letters)
    refuse_other_suffixes(outputs, SUFFIXES)
    if asked_options.tables > 1 and (format_ == "csv" or any(output.suffix.lower() == ".csv" for output in outputs)):
        raise failure("csv-one-table")
    letter = [Path(template[0])] if template else []
    refuse_inputs_as_outputs(outputs, [*paths, *letter, *settings_files(settings)])
    _import_meanwhile(
        "statements", "checks", "rendering.composing.report", *(["rendering.as_text"] if format_ == "text" else [])
    )
    from minsheng_funds.pipeline import run

    sources = read_sources(paths)
    with progress(sources, settings.lang) as tell:
        outcome = run(sources, settings, tell)
        asked = asked_options.of(outcome, settings)
        by_name = dict(zip((source.name for source in sources), dict.fromkeys(paths), strict=True))
    pens = Pens(outcome, settings, asked, by_name, template)
    if outputs:
        _write(pens, outputs)
    if not outputs and format_ == "text":
        _print(pens)
    elif not outputs:
        print_text(pens.text(format_))
    if outputs or format_ == "csv":
        _summarise(outcome, settings)
    errors = any(finding.severity == "error" for finding in outcome.findings)
    return int(not outcome.complete or (strict and errors))


def _import_meanwhile(*rooms: str) -> None:
    """Imports what comes after reading while the workbook is parsed outside the interpreter's lock."""
    from minsheng_funds.reading.containers.fast import PARSING

    def wait_and_import() -> None:
        PARSING.wait(timeout=1)
        for room in rooms:
            import_module(f"minsheng_funds.{room}")

    threading.Thread(target=wait_and_import, daemon=True).start()


def _print(pens: Pens) -> None:
    from minsheng_funds.rendering.as_text import write_text

    write_text(pens.document(), sys.stdout)


def _write(pens: Pens, outputs: Sequence[Path]) -> None:
    """All of them or none."""
    from minsheng_funds.rendering.files import write_all

    write_all({output: partial(pens.content, output) for output in outputs})


def _summarise(outcome: Outcome, settings: Settings) -> None:
    """Findings on stderr where the output itself has no place for them."""
    from minsheng_funds.rendering.document import harmless

    for finding in outcome.findings:
        if finding.severity != "info":
            place = str(finding.origins[0]) if finding.origins else ""
            line = f"{place}: {finding.code} {finding.message.in_language(settings.lang)}"
            print(harmless(line), file=sys.stderr)
