"""The command line: the only place where failures become exit codes. One small file a command."""

import gc
import sys
from collections.abc import Sequence

import click

from minsheng_funds import __version__
from minsheng_funds.cli import check, inspect, report
from minsheng_funds.cli.options import language_of, say, shared_options
from minsheng_funds.errors import Failure

INTERRUPTED = 130
FEW_COLLECTIONS = (100_000, 50, 50)
"""A command lives for a second and makes hardly any cycles: looking for them often took a twentieth of its time."""


@click.group(help=say("program"), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="minsheng-funds")
@shared_options
@click.pass_context
def program(context: click.Context, **shared: object) -> None:
    """Keeps what was given before the command's name; the commands read it from the context."""
    context.obj = shared


program.add_command(report.command)
program.add_command(check.command)
program.add_command(inspect.command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program; returns the exit code: 0 done, 1 findings or incomplete figures, 2 a failure."""
    gc.set_threshold(*FEW_COLLECTIONS)
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        return int(program.main(arguments, prog_name="minsheng-funds", standalone_mode=False) or 0)
    except Failure as failure:
        return _fail(failure.line(language_of(arguments)), failure.exit_code)
    except click.ClickException as error:
        return _fail(error.format_message(), error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception as error:
        if "--debug" in arguments:
            raise
        from minsheng_funds.messages import failure

        internal = failure("internal", detail=f"{type(error).__name__}: {error}")
        return _fail(internal.line(language_of(arguments)), internal.exit_code)


def _fail(line: str, code: int) -> int:
    print("minsheng-funds: " + " ".join(line.split()), file=sys.stderr)
    return code
