"""The command line: the only place where failures become exit codes. One small file a command."""

import gc

FEW_COLLECTIONS = (100_000, 50, 50)
"""A command lives for a second and makes hardly any cycles: looking for them often took a twentieth of its time."""
gc.set_threshold(*FEW_COLLECTIONS)  # before the imports, which make most of the objects

import errno
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import click

from minsheng_funds import __version__
from minsheng_funds.cli import batch, check, compare, explain, inspect, report, template
from minsheng_funds.cli.options import language_of, say, shared_options
from minsheng_funds.cli.words import Group, complaint
from minsheng_funds.errors import Failure
from minsheng_funds.messages import LABELS, failure, os_reason

INTERRUPTED = 130
_UNWRITABLE = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EBADF)


@click.group(
    cls=Group, help=say("program"), no_args_is_help=False, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="minsheng-funds", help=say("version"))
@shared_options
@click.pass_context
def program(context: click.Context, /, **shared: object) -> None:
    """Keeps what was given before the command's name; the commands read it from the context."""
    context.obj = shared


program.add_command(report.command)
program.add_command(check.command)
program.add_command(inspect.command)
program.add_command(compare.command)
program.add_command(batch.command)
program.add_command(explain.command)
program.add_command(template.command)


def run() -> NoReturn:
    """The console script: `main`, then out at once. Freeing a long ledger cell by cell takes time and serves nobody."""
    code = main()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program; returns the exit code: 0 done, 1 findings or incomplete figures, 2 a failure."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    _stand_in_for_closed()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        for argument in arguments:
            if "\0" in argument:
                raise failure("path-nul", where=argument)
        code = int(program.main(arguments, prog_name="minsheng-funds", standalone_mode=False) or 0)
        if sys.stdout is not None:
            sys.stdout.flush()  # here and not at exit, so that a closed pipe is noticed
        return code
    except Failure as error:
        return _fail(error.line(language_of(arguments)), error.exit_code)
    except click.ClickException as error:
        return _fail(_usage(error, arguments), error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except (BrokenPipeError, SystemExit):  # SystemExit: click met the closed pipe; it exits for nothing else
        return _leave_pipe()
    except Exception as error:
        if "--debug" in arguments:
            raise
        if isinstance(error, OSError) and error.errno in _UNWRITABLE:
            full = failure("cannot-write", where="stdout", detail=os_reason(error))
            return _fail(full.line(language_of(arguments)), full.exit_code)
        internal = failure("internal", detail=f"{type(error).__name__}: {error}")
        return _fail(internal.line(language_of(arguments)), internal.exit_code)


def _stand_in_for_closed() -> None:
    """Streams that whoever started us closed: what is meant for stderr is dropped, what is meant for stdout fails.

    The file behind stdout takes no writing, so that the first flush says so.
    """
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - as long as the program


def _usage(error: click.ClickException, arguments: Sequence[str]) -> str:
    command = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "minsheng-funds"
    hint = LABELS["see_help"].fill(command=command).in_language(language_of(arguments))
    return f"{complaint(error, arguments)} → {hint}"


def _leave_pipe() -> int:
    """Whoever reads has seen enough (`| head`): done. What is still buffered goes nowhere, without a complaint."""
    if sys.stdout is not None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
    return 0


def _fail(line: str, code: int) -> int:
    from minsheng_funds.rendering.document import harmless

    print("minsheng-funds: " + harmless(" ".join(line.split())), file=sys.stderr)
    return code
