"""`compare`: two dates of one plan, two years' plans, or two exports of the same funds."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from minsheng_funds.cli.options import (
    print_text,
    refuse_inputs,
    refuse_inputs_as_outputs,
    refuse_other_suffixes,
    say,
    settings_files,
    settings_for,
    shared_options,
)
from minsheng_funds.cli.progress import progress
from minsheng_funds.cli.words import Command
from minsheng_funds.settings import Settings
from minsheng_funds.sources import read_sources, workbooks_of

if TYPE_CHECKING:
    from minsheng_funds.model import Source
    from minsheng_funds.model.comparison import Comparison

FORMATS = ("text", "json", "csv", "md")
KINDS = ("auto", "dates", "plans", "exports")


@click.command("compare", cls=Command, help=say("compare"))
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--kind", type=click.Choice(KINDS), default="auto", help=say("kind"))
@click.option("--plan", "plans", multiple=True, type=click.Path(path_type=Path), help=say("plan-both"))
@click.option("--old-as-of", "old_as_of", help=say("old-as-of"))
@click.option("--new-as-of", "as_of", help=say("new-as-of"))
@click.option("--year", type=click.IntRange(2000, 2099), help=say("year"))
@click.option("--exclude", multiple=True, help=say("exclude"))
@click.option("--top", type=click.IntRange(min=0), default=3, help=say("top"))
@click.option("--password", is_flag=True, help=say("password"))
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", help=say("format"))
@click.option("-o", "--output", "outputs", multiple=True, type=click.Path(path_type=Path), help=say("output"))
@shared_options
@click.pass_context
def command(context: click.Context, /, **given: Any) -> int:
    """Runs both sides, prints or writes what differs; 1 where figures of either side are incomplete."""
    old, new = workbooks_of(given.pop("old")), workbooks_of(given.pop("new"))
    plans, outputs, format_ = given.pop("plans"), given.pop("outputs"), given.pop("format_")
    kind, top, old_as_of = given.pop("kind"), given.pop("top"), given.pop("old_as_of")
    refuse_other_suffixes(outputs, [f".{name}" for name in FORMATS[1:]])
    refuse_inputs_as_outputs(outputs, [*old, *new, *plans])
    settings = settings_for(context, new, given, "--new-as-of")
    old_settings = settings_for(context, old, {**given, "as_of": old_as_of, "password": False}, "--old-as-of")
    refuse_inputs(outputs, [*settings_files(settings), *settings_files(old_settings)])
    from minsheng_funds.pipeline import compare

    before, after = _sources(old, new, plans)
    with progress([*before, *after], settings.lang) as tell:
        comparison = compare(
            before,
            after,
            settings,
            old_settings=replace(old_settings, password=settings.password),
            kind=kind,
            tell=tell,
        )
    if outputs:
        _write(comparison, settings, top, outputs)
    if not outputs and format_ == "text":
        from minsheng_funds.rendering.as_text import write_text
        from minsheng_funds.rendering.composing.compare import compose_compare

        write_text(compose_compare(comparison, settings, top), sys.stdout)
    elif not outputs:
        print_text(_text(comparison, settings, top, format_))
    if outputs or format_ == "csv":
        _summarise(comparison, settings)
    return int(not comparison.complete)


def _sources(old: Sequence[Path], new: Sequence[Path], plans: Sequence[Path]) -> tuple[list[Source], list[Source]]:
    """Both sides' sources: every file is read once, and named by its path where two are called the same."""
    paths = list(dict.fromkeys([*old, *new, *plans]))
    by_path = dict(zip(paths, read_sources(paths), strict=True))
    before, after = ([by_path[path] for path in dict.fromkeys([*side, *plans])] for side in (old, new))
    return before, after


def _text(comparison: Comparison, settings: Settings, top: int, format_: str) -> str:
    if format_ == "json":
        from minsheng_funds.rendering.as_json import dump
        from minsheng_funds.rendering.as_json.compare import compare_document

        return dump(compare_document(comparison, settings))
    if format_ == "csv":
        from minsheng_funds.rendering.as_csv.compare import write_compare_csv

        return write_compare_csv(comparison, settings)
    from minsheng_funds.rendering.as_markdown import write_markdown
    from minsheng_funds.rendering.composing.compare import compose_compare

    return write_markdown(compose_compare(comparison, settings, top))


def _write(comparison: Comparison, settings: Settings, top: int, outputs: Sequence[Path]) -> None:
    """All of them or none."""
    from minsheng_funds.rendering.files import write_all

    write_all({output: partial(_content, comparison, settings, top, output) for output in outputs})


def _content(comparison: Comparison, settings: Settings, top: int, output: Path) -> bytes:
    from minsheng_funds.rendering.files import encoded

    format_ = output.suffix.lower().removeprefix(".")
    return encoded(_text(comparison, settings, top, format_), mark=format_ == "csv")


def _summarise(comparison: Comparison, settings: Settings) -> None:
    """Findings on stderr where the output itself has no place for them, with their side."""
    from minsheng_funds.messages import SIDES
    from minsheng_funds.rendering.document import harmless

    for side, findings in (
        ("", comparison.findings),
        ("old", comparison.old.findings),
        ("new", comparison.new.findings),
    ):
        for finding in findings:
            if finding.severity != "info":
                place = str(finding.origins[0]) if finding.origins else ""
                parts = [SIDES[side].in_language(settings.lang) if side else "", place]
                line = f"{finding.code} {finding.message.in_language(settings.lang)}"
                print(harmless(": ".join([*filter(None, parts), line])), file=sys.stderr)
