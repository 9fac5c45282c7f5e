"""Templates of letters: the built-in ones and a bureau's own, filled in by Jinja in a sandbox.

A template sees the texts that it is given and nothing else: no files, no modules, no other template. A name that is
not there is an error, not a blank. What goes wrong is one line with the template's name and the line in it.
"""

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Any

from minsheng_funds.errors import Failure
from minsheng_funds.messages import failure, os_reason
from minsheng_funds.rendering.composing.letters.text import BREAK, filled

MOST_BYTES = 1_000_000
_NAME = "<letter>"
_FAULTS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError)
"""What an expression of a template can come to."""


def built_in(form: str, language: str) -> str:
    """The text of a built-in template: briefing, circular or evaluation."""
    place = files("minsheng_funds.rendering.composing.letters").joinpath("templates", f"{form}.{language}.txt")
    return place.read_text(encoding="utf-8")


def read_template(file: Path) -> str:
    """A template of the bureau's own. Raises `Failure` where it cannot be read or is no text in UTF-8."""
    try:
        with file.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        detail = os_reason(error) if isinstance(error, OSError) else str(error)
        raise failure("letter-unreadable", where=str(file), detail=detail) from None
    try:
        if len(content) > MOST_BYTES:
            raise UnicodeError
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeError:
        raise failure("letter-no-text", where=str(file)) from None


def fill(source: str, where: str, context: Mapping[str, Any]) -> str:
    """The template's text with the context's texts in it, each marked by `filled`.

    Raises `Failure` with the line for a template that is not written as it should be, or asks for what is not there.
    """
    from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, finalize=filled, line_statement_prefix="%", autoescape=False
    )
    try:
        kept = "\n".join(line if line.strip() else BREAK for line in source.split("\n"))
        code = environment.compile(kept, _NAME, _NAME)
        template = environment.template_class.from_code(environment, code, environment.make_globals(None))
        return template.render(context)
    except TemplateSyntaxError as error:
        raise failure("letter-broken", where=f"{where}:{error.lineno}", detail=error.message) from None
    except Failure:
        raise
    except (TemplateError, *_FAULTS) as error:
        line = _line_of(error.__traceback__)
        detail = " ".join(str(error).split())
        raise failure("letter-broken", where=f"{where}:{line}" if line else where, detail=detail) from None


def _line_of(trace: TracebackType | None) -> int:
    """The template's line at which an error came up, as Jinja notes it; 0 where it does not say."""
    line = 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == _NAME:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
