"""Where templates of letters run: they see the texts they are given, and do no more work than a letter needs.

Loops, calls, filters and what is printed cost characters of one budget, so that a slip in a template ends in a
sentence and not in a machine without memory. Raises `TooMuch` and `NoText`; all else that goes wrong is Jinja's.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any

from jinja2 import StrictUndefined, Undefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from minsheng_funds.rendering.composing.letters.text import filled

BUDGET, LARGEST = 100_000_000, 1_000_000
"""Characters of a whole run, and of one text or items of one list."""
STEP = 100
"""What a turn of a loop or a call costs besides the text in it."""
GREATEST = 10**15
"""No factor of a product is greater."""
_FILTERS = (
    *("abs", "count", "d", "default", "dictsort", "first", "float", "groupby", "int", "items", "join", "last"),
    *("length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "replace", "reverse", "round"),
    *("select", "selectattr", "sort", "string", "sum", "trim", "unique", "upper"),
)
_METHODS = frozenset(
    (
        *("endswith", "find", "lower", "lstrip", "partition", "removeprefix", "removesuffix", "rpartition", "strip"),
        *("rstrip", "split", "startswith", "upper", "isdigit", "items", "keys", "values", "get", "index", "count"),
    )
)
"""What may be called of texts and lists: nothing that makes them longer."""


class TooMuch(Exception):
    """More work or text than any letter has."""


class NoText(Exception):
    """Something is printed that is neither a text nor a number."""


class LetterEnvironment(ImmutableSandboxedEnvironment):
    """Jinja for one run of one template."""

    intercepted_binops = frozenset(("+", "*", "**", "%"))

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, finalize=self._printed, line_statement_prefix="%", autoescape=False)
        self._left, self._macro = BUDGET, 0
        own = {name: self._charged(self.filters[name]) for name in _FILTERS}
        self.filters = {**own, "replace": self._replaced, "counted": self._counted}
        self.globals = {"range": self._range, "namespace": self.globals["namespace"]}

    def guarded(self, source: str, name: str) -> nodes.Template:
        """The template as a tree: loops are counted, texts joined by the filter that knows how long they are."""
        tree = self.parse(source, name, name)
        self._macro = max((_text_in(macro.body) for macro in tree.find_all(nodes.Macro)), default=0)
        for loop in list(tree.find_all(nodes.For)):
            if loop.recursive:
                raise SecurityError("recursive")
            weight = nodes.Const(_text_in(loop.body), lineno=loop.lineno)
            loop.iter = nodes.Filter(loop.iter, "counted", [weight], [], None, None, lineno=loop.lineno)
        for joined in list(tree.find_all(nodes.Concat)):
            parts = nodes.List(joined.nodes, lineno=joined.lineno)
            joined.nodes = [nodes.Filter(parts, "join", [], [], None, None, lineno=joined.lineno)]
        return tree

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """An operation whose result is not larger than what a letter needs."""
        numbers = all(isinstance(value, (int, float)) for value in (left, right))
        if operator == "+" and not numbers:
            self._check(_size(left) + _size(right))
        elif operator == "**" or (operator != "+" and not numbers):
            raise SecurityError(operator)
        elif operator == "*" and max(abs(left), abs(right)) > GREATEST:
            raise TooMuch
        return super().call_binop(context, operator, left, right)

    def call(self, context: Any, obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: D102 (Jinja's own)
        # the context comes first, as Jinja's compiled code gives it
        owner = getattr(obj, "__self__", None)
        if isinstance(owner, (str, bytes, int, float, list, tuple, dict)) and obj.__name__ not in _METHODS:
            raise SecurityError(obj.__name__)
        self._spend(STEP + (self._macro if isinstance(obj, Macro) else 0))
        return super().call(context, obj, *args, **kwargs)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """`format` of texts, which a letter has no need of, makes them as long as it is told."""
        if super().wrap_str_format(value) is not None:
            raise SecurityError("format")
        return None

    def _spend(self, cost: int) -> None:
        self._left -= cost
        if self._left < 0:
            raise TooMuch

    def _check(self, size: int) -> None:
        self._spend(size)
        if size > LARGEST:
            raise TooMuch

    def _printed(self, value: object) -> str:
        if isinstance(value, Undefined):
            str(value)
        if value is not None and (isinstance(value, bool) or not isinstance(value, (str, int, float))):
            raise NoText
        if isinstance(value, int) and abs(value) > GREATEST**2:
            raise TooMuch
        text = filled(value)
        self._check(len(text))
        return text

    def _counted(self, items: Iterable[Any], text: int) -> Iterator[Any]:
        """The same items; each turn has so many characters of text in it."""
        for item in items:
            self._spend(STEP + text)
            yield item

    def _range(self, *limits: int) -> range:
        found = range(*limits)
        self._check(len(found))
        return found

    def _charged(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def charged(*args: Any, **kwargs: Any) -> Any:
            self._check(sum(map(_size, args)))
            found = function(*args, **kwargs)
            self._check(_size(found))
            return found

        return charged

    def _replaced(self, text: object, old: str, new: str) -> str:
        """The filter `replace`, by a text that is not too long."""
        self._check((len(str(text)) + 1) * max(1, len(str(new))))
        return str(text).replace(str(old), str(new))


def _size(value: object) -> int:
    """How many characters or items there are in a value, with the characters of the texts in a list."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, (list, tuple)):
        return len(value) + sum(len(item) for item in value if isinstance(item, str))
    return 1


def _text_in(body: list[nodes.Node]) -> int:
    """The characters of text that stand in a part of a template."""
    return sum(len(data.data) for node in body for data in node.find_all(nodes.TemplateData))
