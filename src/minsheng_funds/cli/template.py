"""`template`: a blank workbook to be filled in, which `report` reads."""

import sys
from pathlib import Path
from typing import Any

import click

from minsheng_funds.cli.options import refuse_other_suffixes, say, settings_for, shared_options
from minsheng_funds.cli.words import Command
from minsheng_funds.messages import TEMPLATE, failure


@click.command("template", cls=Command, help=say("template"))
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--year", type=click.IntRange(2000, 2099), help=say("year"))
@click.option("--force", is_flag=True, help=say("force"))
@shared_options
@click.pass_context
def command(context: click.Context, /, **given: Any) -> int:
    """Writes the workbook and says so; a file that is there stays as it is without --force."""
    file, force = given.pop("file"), given.pop("force")
    settings = settings_for(context, [file or Path(TEMPLATE["file"].zh)], given)
    file = file or Path(TEMPLATE["file"].in_language(settings.lang))
    refuse_other_suffixes([file], [".xlsx"])
    if not force and file.exists():
        raise failure("file-exists", where=str(file))
    from minsheng_funds.rendering.document import harmless
    from minsheng_funds.rendering.files import write_atomically
    from minsheng_funds.rendering.template import write_template

    write_atomically(file, write_template(settings))
    line = TEMPLATE["written"].fill(file=file).in_language(settings.lang)
    print(harmless(line), file=sys.stderr)
    return 0
