"""`check`: every finding with its cell; the exit code says whether one is grave enough."""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from minsheng_funds.cli.options import (
    SEVERITIES,
    input_options,
    print_text,
    refuse_inputs_as_outputs,
    refuse_other_suffixes,
    say,
    settings_for,
    shared_options,
)
from minsheng_funds.cli.progress import progress
from minsheng_funds.cli.words import Command
from minsheng_funds.messages import LABELS, failure
from minsheng_funds.settings import Settings
from minsheng_funds.sources import read_sources

if TYPE_CHECKING:
    from minsheng_funds.model import Book, Checked, Finding, Source


class Found(NamedTuple):
    """What a file is written of: the book, what was found in it, and where its workbooks lie."""

    book: "Book"
    checked: "Checked"
    settings: Settings
    files: Mapping[str, Path]
    verbose: bool


@click.command("check", cls=Command, help=say("check"))
@input_options
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help=say("format"))
@click.option("--fail-on", type=click.Choice(["error", "warning", "never"]), default="error", help=say("fail-on"))
@click.option("-o", "--output", "outputs", multiple=True, type=click.Path(path_type=Path), help=say("check-output"))
@click.option("--annotate", "copy", type=click.Path(path_type=Path), help=say("annotate"))
@click.option("--verbose", is_flag=True, help=say("verbose"))
@shared_options
@click.pass_context
def command(context: click.Context, /, **given: Any) -> int:
    """Runs every rule; 1 where a finding is at or above --fail-on."""
    workbooks = given.pop("workbooks")
    paths = [*workbooks, *given.pop("plans")]
    format_, fail_on = given.pop("format_"), given.pop("fail_on")
    outputs, copy, verbose = given.pop("outputs"), given.pop("copy"), given.pop("verbose")
    settings = settings_for(context, paths, given)
    refuse_other_suffixes(outputs, tuple(WRITERS))
    refuse_inputs_as_outputs([*outputs, *([copy] if copy is not None else [])], paths)
    if copy is not None:
        _refuse_copy(workbooks, outputs, copy)
    from minsheng_funds.pipeline import check

    sources = read_sources(paths)
    with progress(sources, settings.lang) as tell:
        outcome, checked = check(sources, settings, tell)
    files = dict(zip((source.name for source in sources), dict.fromkeys(paths), strict=True))
    found = Found(outcome.book, checked, settings, files, verbose)
    marked = _marked_copy(found, sources[0]) if copy is not None else b""
    for output in outputs:
        _write(found, output, WRITERS[output.suffix.lower()](found, output))
    if copy is not None:
        _write(found, copy, marked)
    if outputs:
        pass
    elif format_ == "json":
        from minsheng_funds.rendering.as_json import check_document, dump

        print_text(dump(check_document(outcome.book, checked.findings, settings)))
    else:
        from minsheng_funds.rendering.as_text import write_text
        from minsheng_funds.rendering.compose import findings_document

        write_text(findings_document(checked.findings, settings), sys.stdout)
    grave = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on != "never" else ()
    return int(any(finding.severity in grave for finding in checked.findings))


def _write(found: Found, output: Path, content: bytes) -> None:
    from minsheng_funds.rendering.document import harmless
    from minsheng_funds.rendering.files import write_atomically

    write_atomically(output, content)
    line = LABELS["written"].fill(name=str(output), count=len(found.checked.findings))
    print(harmless(line.in_language(found.settings.lang)), file=sys.stderr)


def _refuse_copy(workbooks: Sequence[Path], outputs: Sequence[Path], copy: Path) -> None:
    """One workbook is marked, those after --plan never; the copy is a file of its own."""
    from minsheng_funds.rendering.annotated import refuse_suffix

    if len(dict.fromkeys(workbooks)) > 1:
        raise failure("annotate-one", where="--annotate", detail=len(dict.fromkeys(workbooks)))
    refuse_suffix(workbooks[0], copy)
    if copy in outputs:
        raise failure("output-twice", where=str(copy))


def _listed(found: Found) -> "Sequence[Finding]":
    from minsheng_funds.rendering.compose_problems import worth_listing

    return worth_listing(found.checked.findings, found.settings, verbose=found.verbose)


def _marked_copy(found: Found, source: "Source") -> bytes:
    from minsheng_funds.rendering.annotated import annotate
    from minsheng_funds.rendering.words import Words

    return annotate(source.content, source.name, _listed(found), Words(found.settings))


def _problem_list(found: Found, output: Path) -> bytes:
    """The problem list, its places linked to the workbooks as they lie seen from its folder."""
    from dataclasses import replace

    from minsheng_funds.rendering.as_xlsx import write_xlsx
    from minsheng_funds.rendering.compose_problems import problem_pages
    from minsheng_funds.rendering.links import links_from

    checked = replace(found.checked, findings=tuple(_listed(found)))
    return write_xlsx(problem_pages(found.book, checked, found.settings, links_from(output.parent, found.files)))


WRITERS: dict[str, Callable[[Found, Path], bytes]] = {".xlsx": _problem_list}
"""What `-o` writes, by its suffix."""
