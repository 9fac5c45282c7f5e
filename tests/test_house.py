"""The guards of the house: imports go down, libraries have one home, money is whole, words stand in one place.

Every guard is a function from a source folder to a list of complaints; each is also shown a made-up tree that breaks it.
"""

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pytest

from minsheng_funds import messages
from minsheng_funds.checks import RULES

PACKAGE = "minsheng_funds"
ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / PACKAGE

FLOORS: dict[str, tuple[int, int]] = {
    "errors": (1, 0),
    "money": (1, 0),
    "vocabulary": (2, 0),  # on floor 2 the order is vocabulary, messages, names, settings
    "messages": (2, 1),
    "patterns": (2, 1),
    "names": (2, 2),
    "quantities": (2, 3),
    "settings": (2, 4),
    "engines": (2, 4),
    "model": (3, 0),
    "sources": (4, 0),
    "reading": (4, 0),
    "statements": (4, 0),
    "checks": (4, 0),
    "rendering": (4, 0),
    "comparison": (4, 0),
    "pipeline": (5, 0),
    "frames": (5, 1),  # on floor 5 frames and reports call pipeline
    "reports": (5, 1),
    "batches": (6, 0),
    "library": (7, 0),
    "cli": (7, 1),
    "__init__": (8, 0),
    "__main__": (8, 0),
}
CONSTANTS = {"__version__"}
"""What any room may take from the package itself."""

HOMES: dict[str, tuple[str, ...]] = {
    "python_calamine": ("reading/containers/*.py",),
    "openpyxl": ("reading/containers/*.py",),
    "xlsxwriter": ("rendering/as_xlsx/*.py", "rendering/template/*.py"),
    "xlrd": ("reading/containers/*.py",),
    "numpy": ("reading/large/*.py",),
    "pyarrow": ("reading/large/*.py",),
    "msoffcrypto": ("reading/containers/*.py",),
    "pandas": ("frames.py",),
    "chinese_calendar": ("checks/*.py",),
    "click": ("cli/*.py",),
    "rich": ("rendering/as_text/*.py", "cli/*.py"),
    "docx": ("rendering/as_docx/*.py",),
    "jinja2": ("rendering/composing/letters/*.py",),
    "matplotlib": ("rendering/as_docx/*.py",),
    "dask": ("engines/*.py",),
    "distributed": ("engines/*.py",),
    "msgspec": ("batches/*.py", "rendering/as_json/*.py"),
}
WHOLE_NUMBERS_ONLY = ("money.py", "statements/*.py", "comparison/*.py")
FLOATS_ALLOWED_IN = {("money.py", "fen_of_number")}
"""The one place where a cell's float becomes fen."""

CHINESE_ALLOWED = ("vocabulary.py", "patterns.py", "messages.py", "checks/*.py")
HAN = re.compile(r"[\u3400-\u9fff]")

MOST_LINES_OF_A_FILE = 450
MOST_LINES_OF_A_FUNCTION = 60
TABLES = ("vocabulary.py", "messages.py", "checks/rules/*.py")
"""Files that are tables of words: long, and read a line at a time."""


class Module(NamedTuple):
    """A parsed source file; `place` is its path inside the package."""

    place: str
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """The file or folder that has a floor."""
        return self.place.partition("/")[0].removesuffix(".py")

    def fits(self, patterns: tuple[str, ...]) -> bool:
        """Whether the file lies in one of these places."""
        return any(
            Path(self.place).match(pattern) and self.place.count("/") == pattern.count("/") for pattern in patterns
        )


def modules(source: Path) -> list[Module]:
    """Every file of a source tree."""
    found = []
    for file in sorted(source.rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        found.append(Module(file.relative_to(source).as_posix(), text, parsed(text)))
    return found


parsed = lru_cache(ast.parse)


def called(call: ast.Call) -> str:
    """The last name of what is called."""
    name = getattr(call.func, "attr", "") or getattr(call.func, "id", "")
    return str(name)


def imported(module: Module) -> Iterator[tuple[int, str, str]]:
    """(line, module, name) of every import, those inside functions and import_module(…) too; name may be ""."""
    package = [PACKAGE, *module.place.split("/")[:-1]]
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                base = ".".join([*package[: len(package) - node.level + 1], *filter(None, [base])])
            yield from ((node.lineno, base, alias.name) for alias in node.names)
        elif isinstance(node, ast.Call) and called(node) in ("import_module", "__import__") and node.args:
            name = node.args[0]
            if isinstance(name, ast.Constant) and isinstance(name.value, str):
                yield node.lineno, name.value, ""


# --- The guards -------------------------------------------------------------------------------------------


def imports_upwards(source: Path) -> list[str]:
    """Imports that lead to the same floor or a higher one, other than within a room; rooms without a floor."""
    found = []
    rooms = {module.room for module in modules(source)}
    for module in modules(source):
        if module.room not in FLOORS:
            found.append(f"{module.place}: {module.room} has no floor")
            continue
        for line, path, name in imported(module):
            steps = path.split(".")
            if steps[0] != PACKAGE:
                continue
            target = steps[1] if len(steps) > 1 else name if name in rooms else "__init__"
            if target == module.room or (target == "__init__" and name in CONSTANTS):
                continue
            if FLOORS.get(target, (9, 9)) >= FLOORS[module.room]:
                found.append(f"{module.place}:{line}: {module.room} imports {target}")
    return found


def libraries_away_from_home(source: Path) -> list[str]:
    """Imports of third-party libraries outside of their homes, or of libraries that have none."""
    found = []
    for module in modules(source):
        for line, path, _ in imported(module):
            library = path.partition(".")[0]
            if library == PACKAGE or library in sys.stdlib_module_names:
                continue
            if not module.fits(HOMES.get(library, ())):
                found.append(f"{module.place}:{line}: {library}")
    return found


def floats(source: Path) -> list[str]:
    """Float literals, float(…) and true division where money must stay whole."""
    found = []
    for module in modules(source):
        if not module.fits(WHOLE_NUMBERS_ONLY):
            continue
        allowed: set[ast.AST] = set()
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef) and (module.place, node.name) in FLOATS_ALLOWED_IN:
                allowed.update(ast.walk(node))
        for node in ast.walk(module.tree):
            literal = isinstance(node, ast.Constant) and isinstance(node.value, (float, complex))
            division = isinstance(node, (ast.BinOp, ast.AugAssign)) and isinstance(node.op, ast.Div)
            call = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float"
            if (literal or division or call) and node not in allowed:
                found.append(f"{module.place}:{getattr(node, 'lineno', 0)}: {ast.unparse(node)}")
    return found


def chinese_literals(source: Path) -> list[str]:
    """Chinese string literals outside of the rooms for words; docstrings and comments are free."""
    found = []
    for module in modules(source):
        if module.fits(CHINESE_ALLOWED):
            continue
        docstrings = {node.value for node in ast.walk(module.tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(module.tree):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and node not in docstrings
                and HAN.search(node.value)
            ):
                found.append(f"{module.place}:{node.lineno}: {node.value!r}")
    return found


def too_long(source: Path) -> list[str]:
    """Files and functions that are hard to take in."""
    found = []
    for module in modules(source):
        lines = module.text.count("\n")
        if lines > MOST_LINES_OF_A_FILE and not module.fits(TABLES):
            found.append(f"{module.place}: {lines} lines")
        for node in ast.walk(module.tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > MOST_LINES_OF_A_FUNCTION:
                    found.append(f"{module.place}:{node.lineno}: {node.name} has {length} lines")
    return found


GUARDS = (imports_upwards, libraries_away_from_home, floats, chinese_literals, too_long)


@pytest.mark.parametrize("guard", GUARDS)
def test_the_house_is_in_order(guard: object) -> None:
    assert callable(guard)
    complaints = guard(SOURCE)
    assert complaints == [], "\n".join(complaints)


def test_the_guards_see_the_whole_house() -> None:
    found = modules(SOURCE)
    assert len(found) > 30
    assert {"reading", "statements", "checks", "money", "settings"} <= {module.room for module in found}
    assert sum(1 for module in found for _, path, _ in imported(module) if path.startswith(PACKAGE)) > 80


# --- The guards can fail ----------------------------------------------------------------------------------

BREACHES = [
    (imports_upwards, "money.py", "import minsheng_funds.model", "money.py:1: money imports model"),
    (imports_upwards, "money.py", "from minsheng_funds.errors import Failure", "money.py:1: money imports errors"),
    (imports_upwards, "money.py", "from minsheng_funds import vocabulary", "money.py:1: money imports vocabulary"),
    (
        imports_upwards,
        "vocabulary.py",
        "from minsheng_funds.messages import X",
        "vocabulary.py:1: vocabulary imports messages",
    ),
    (
        imports_upwards,
        "messages.py",
        "from minsheng_funds.settings import X",
        "messages.py:1: messages imports settings",
    ),
    (
        imports_upwards,
        "reading/rows.py",
        "def f():\n    from minsheng_funds.statements.time import time_progress",
        "reading/rows.py:2: reading imports statements",
    ),
    (imports_upwards, "reading/deep/a.py", "from ...checks import X", "reading/deep/a.py:1: reading imports checks"),
    (
        imports_upwards,
        "statements/time.py",
        "from ..checks.registry import RULES",
        "statements/time.py:1: statements imports checks",
    ),
    (imports_upwards, "rendering/a.py", "from .. import pipeline", "rendering/a.py:1: rendering imports pipeline"),
    (imports_upwards, "pipeline.py", "import minsheng_funds.frames", "pipeline.py:1: pipeline imports frames"),
    (imports_upwards, "cli/a.py", "from minsheng_funds import load", "cli/a.py:1: cli imports __init__"),
    (
        imports_upwards,
        "model.py",
        "import importlib\nimportlib.import_module('minsheng_funds.cli')",
        "model.py:2: model imports cli",
    ),
    (imports_upwards, "cellar.py", "", "cellar.py: cellar has no floor"),
    (libraries_away_from_home, "reading/a.py", "import pandas as pd", "reading/a.py:1: pandas"),
    (
        libraries_away_from_home,
        "statements/a.py",
        "from python_calamine import CalamineWorkbook",
        "statements/a.py:1: python_calamine",
    ),
    (
        libraries_away_from_home,
        "rendering/as_json.py",
        "def f():\n    from rich.table import Table",
        "rendering/as_json.py:2: rich",
    ),
    (libraries_away_from_home, "pipeline.py", "import click", "pipeline.py:1: click"),
    (libraries_away_from_home, "rendering/as_docx/a.py", "import openpyxl", "rendering/as_docx/a.py:1: openpyxl"),
    (libraries_away_from_home, "reading/a.py", "import numpy", "reading/a.py:1: numpy"),
    (libraries_away_from_home, "reading/a.py", "import pyarrow.csv", "reading/a.py:1: pyarrow"),
    (floats, "money.py", "HALF = 0.5", "money.py:1: 0.5"),
    (floats, "money.py", "def other(x):\n    return float(x)", "money.py:2: float(x)"),
    (floats, "statements/a.py", "def rate(a, b):\n    return a / b", "statements/a.py:2: a / b"),
    (floats, "statements/a.py", "x = 1\nx /= 2", "statements/a.py:2: x /= 2"),
    (chinese_literals, "reading/a.py", "WORDS = ('合计',)", "reading/a.py:1: '合计'"),
    (chinese_literals, "settings.py", "def f(x):\n    return f'单位{x}'", "settings.py:2: '单位'"),
    (too_long, "reading/a.py", "def f():\n" + "    x = 1\n" * 60, "reading/a.py:1: f has 61 lines"),
    (too_long, "reading/a.py", "x = 1\n" * 451, "reading/a.py: 451 lines"),
]
FREE = [
    (
        imports_upwards,
        "reading/a.py",
        "from .values import squeeze\nfrom ..model import X\nfrom minsheng_funds.reading import rows",
    ),
    (imports_upwards, "settings.py", "from minsheng_funds.messages import X\nfrom minsheng_funds.vocabulary import Y"),
    (imports_upwards, "cli/a.py", "from minsheng_funds import __version__, pipeline"),
    (imports_upwards, "money.py", "import minsheng_funds_plugin\nfrom decimal import Decimal"),
    (libraries_away_from_home, "frames.py", "def f():\n    import pandas"),
    (libraries_away_from_home, "rendering/as_text/tables.py", "from rich.table import Table"),
    (libraries_away_from_home, "cli/a.py", "import click"),
    (floats, "money.py", "def fen_of_number(x):\n    return float(x) / 0.5"),
    (floats, "reading/a.py", "HALF = 1 / 2 + 0.5"),
    (floats, "statements/a.py", "def half(x: float) -> int:\n    return 7 // 2"),
    (chinese_literals, "checks/a.py", "WORDS = ('合计',)"),
    (
        chinese_literals,
        "reading/a.py",
        '"""读取。"""\n\n# 注释\nX = r"[\\u4e00-\\u9fff]〔〕:"\n"""合计"""\n\n\ndef f():\n    """合计"""',
    ),
    (too_long, "reading/a.py", "def f():\n" + "    x = 1\n" * 59),
]


def house_with(folder: Path, place: str, text: str) -> Path:
    """A made-up house: an empty file for every floor, and one file with this text."""
    for room in FLOORS:
        (folder / f"{room}.py").touch()
    file = folder / place
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("guard", "place", "text", "complaint"), BREACHES)
def test_a_breach_is_reported(tmp_path: Path, guard: object, place: str, text: str, complaint: str) -> None:
    assert callable(guard)
    assert guard(house_with(tmp_path, place, text)) == [complaint]


@pytest.mark.parametrize(("guard", "place", "text"), FREE)
def test_what_is_allowed_is_not_reported(tmp_path: Path, guard: object, place: str, text: str) -> None:
    assert callable(guard)
    assert guard(house_with(tmp_path, place, text)) == []


# --- Every kind that the program names has words ----------------------------------------------------------


def kinds(source: Path, function: str) -> list[tuple[str, str]]:
    """(place, kind) of every call of a function whose first argument is written out."""
    found = []
    for module in modules(source):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and called(node) == function and node.args:
                kind = node.args[0]
                if isinstance(kind, ast.Constant) and isinstance(kind.value, str):
                    found.append((f"{module.place}:{node.lineno}", kind.value))
    return found


@pytest.mark.parametrize(
    ("functions", "words"),
    [
        (("Fact", "note"), RULES),
        (("Assumption", "assume"), messages.ASSUMPTIONS),
        (("failure",), messages.FAILURES),
        (("Label",), messages.LEFT_OUT),
    ],
    ids=["facts", "assumptions", "failures", "rows left out"],
)
def test_every_kind_that_the_program_names_has_words(functions: tuple[str, ...], words: dict[str, object]) -> None:
    named = [found for function in functions for found in kinds(SOURCE, function)]
    assert named
    assert [f"{place}: {kind}" for place, kind in named if kind not in words] == []


def test_a_kind_without_words_is_noticed(tmp_path: Path) -> None:
    assert kinds(house_with(tmp_path, "checks/a.py", "model.Fact('no-such-kind', origins)"), "Fact") == [
        ("checks/a.py:1", "no-such-kind")
    ]


# --- What a command loads ---------------------------------------------------------------------------------

HEAVY = ("pandas", "numpy", "pyarrow", "openpyxl", "requests", "urllib3", "asyncio", "http.client", "ssl")
RUN = """
import json, sys
from pathlib import Path
log = Path(sys.argv.pop(1))
from minsheng_funds.cli import main
try:
    code = main() or 0
except SystemExit as end:
    code = end.code or 0
log.write_text(json.dumps([code, sorted(sys.modules)]))
"""


def run_and_list_modules(script: str, log: Path, *arguments: str) -> tuple[int, set[str]]:
    """Runs a script in a fresh Python; gives what it notes: an exit code and the modules loaded."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"}
    environment = {key: value for key, value in environment.items() if not key.startswith(("COV_", "MINSHENG_FUNDS_"))}
    done = subprocess.run(
        [sys.executable, "-c", script, str(log), *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
    code, loaded = json.loads(log.read_text())
    return code, set(loaded)


needs_cli = pytest.mark.skipif(not (SOURCE / "cli" / "__init__.py").exists(), reason="there is no command line yet")


@needs_cli
@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["--version"], ["report", "examples/tongguan-2020.xlsx"]],
    ids=["--help", "--version", "a report on the terminal"],
)
def test_a_command_loads_nothing_heavy(tmp_path: Path, arguments: list[str]) -> None:
    code, loaded = run_and_list_modules(RUN, tmp_path / "modules.json", *arguments)
    assert code == 0
    assert PACKAGE in loaded
    assert sorted(loaded.intersection(HEAVY)) == []


@needs_cli
@pytest.mark.parametrize("argument", ["--help", "--version"])
def test_help_and_version_open_no_workbook_library(tmp_path: Path, argument: str) -> None:
    _, loaded = run_and_list_modules(RUN, tmp_path / "modules.json", argument)
    assert sorted(loaded.intersection({"python_calamine", "rich", f"{PACKAGE}.model", f"{PACKAGE}.checks"})) == []


def test_a_heavy_import_is_noticed(tmp_path: Path) -> None:
    script = RUN.replace("from minsheng_funds.cli import main", "import asyncio, ssl\ndef main(): print('done')")
    _, loaded = run_and_list_modules(script, tmp_path / "modules.json")
    assert {"asyncio", "ssl"} <= loaded.intersection(HEAVY)
