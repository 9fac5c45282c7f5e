"""What the READMEs show is what the program does.

`python -m tests.test_readme --write`, from the top of the project, renews every output block of both READMEs.

A fenced block right after one of these comments is live:

- `command: NAME` is what `.ci/run` runs;
- `file: NAME` is written to a scratch folder, beside a copy of the examples, before anything is run;
- `run`, or `run: exit 1`, is run in that folder: lines of minsheng-funds, or Python;
- `output` is what the run before it prints; `output: first 9 last 5` only its first and last lines, `output: lines with
  TEXT` only the lines that hold the text, `output: from TEXT before TEXT` those from the first that begins so up to the
  next that begins so, `output: key totals.matching` only that part of its JSON (`… without levels`: less one key). A run
  without it must print nothing.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh-CN.md")
ENGLISH = " --lang en"
CUT = "…"
_BLOCK = re.compile(
    r"^<!-- (?P<verb>command|file|run|output)(?:: (?P<argument>[^\n]+?))? -->\n"
    r"```(?P<language>\w*)\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_FENCE = re.compile(r"^```(\w+)\n", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """One live block; `start` and `end` are the places of its body in the README."""

    verb: str
    argument: str
    language: str
    body: str
    start: int
    end: int


@dataclass(frozen=True)
class Step:
    """Something to run, and the block that shows what it prints."""

    run: Block
    output: Block | None

    @property
    def exit_code(self) -> int:
        """The exit code that the README promises."""
        return int(self.run.argument.removeprefix("exit ") or 0)

    @property
    def expected(self) -> str:
        """What the README shows."""
        return self.output.body.strip("\n") if self.output else ""


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(text: str, verb: str = "") -> list[Block]:
    """The live blocks of a README in order, or those of one verb."""
    found = [
        Block(item["verb"], item["argument"] or "", item["language"], item["body"], *item.span("body"))
        for item in _BLOCK.finditer(text)
    ]
    return [block for block in found if verb in ("", block.verb)]


def steps(text: str) -> list[Step]:
    """Every run with its output."""
    live = blocks(text)
    following = [*live[1:], None]
    return [
        Step(block, after if after is not None and after.verb == "output" else None)
        for block, after in zip(live, following, strict=True)
        if block.verb == "run"
    ]


def prepare(folder: Path, text: str) -> None:
    """A scratch folder with the examples and the files that the README tells its reader to write."""
    shutil.copytree(ROOT / "examples", folder / "examples", ignore=shutil.ignore_patterns("__pycache__"))
    for block in blocks(text, "file"):
        place = folder / block.argument
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(block.body, encoding="utf-8")


def environment() -> dict[str, str]:
    """This process's environment without what would change the program's output."""
    unwanted = re.compile(r"MINSHENG_FUNDS_.*|(NO|FORCE)_COLOR|COLUMNS|PYTEST_.*|PYTHONWARNINGS")
    kept = {name: value for name, value in os.environ.items() if not unwanted.fullmatch(name)}
    return {**kept, "PYTHONUTF8": "1"}


def arguments(block: Block) -> list[list[str]]:
    """The command lines of a run block, for the Python that runs the tests."""
    if block.language == "python":
        return [[sys.executable, "-c", block.body]]
    lines = [shlex.split(line) for line in block.body.splitlines()]
    assert all(words[0] == "minsheng-funds" for words in lines), block.body
    return [[sys.executable, "-m", "minsheng_funds", *words[1:]] for words in lines]


def execute(step: Step, folder: Path) -> str:
    """Runs a step; what it prints on both streams, as far as its output block shows it."""
    printed = ""
    for command in arguments(step.run):
        done = subprocess.run(
            command,
            cwd=folder,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == step.exit_code, f"{command} left with {done.returncode}:\n{done.stdout}"
        printed += done.stdout
    return shown(printed, step.output.argument if step.output else "").strip("\n")


def shown(printed: str, part: str) -> str:
    """The part of an output that its block shows."""
    if not part:
        return printed
    if match := re.fullmatch(r"first (\d+)(?: last (\d+))?", part):
        lines = printed.strip("\n").splitlines()
        first, last = int(match[1]), len(lines) - int(match[2] or 0)
        return "\n".join([*lines[:first], *([CUT] if first < last else []), *lines[max(first, last) :]])
    if match := re.fullmatch(r"from (.+) before (.+)", part):
        lines = printed.splitlines()
        first = next(place for place, line in enumerate(lines) if line.startswith(match[1]))
        last = next(place for place, line in enumerate(lines) if place > first and line.startswith(match[2]))
        return "\n".join(lines[first:last])
    if part.startswith("key "):
        found = json.loads(printed)
        path, _, left_out = part.removeprefix("key ").partition(" without ")
        for key in path.split("."):
            found = found[key]
        found = {key: value for key, value in found.items() if key != left_out}
        return json.dumps(found, ensure_ascii=False, indent=2)
    assert part.startswith("lines with "), part
    chosen = [line for line in printed.splitlines() if part.removeprefix("lines with ") in line]
    assert chosen, f"no line of the output holds {part!r}"
    return "\n".join(chosen)


def renewed(text: str, folder: Path) -> str:
    """The README with every output block as the program prints it now."""
    for step in reversed(steps(text)):
        output = execute(step, folder)
        if step.output is not None:
            text = f"{text[: step.output.start]}{output}\n{text[step.output.end :]}"
        elif output:
            raise SystemExit(f"printed, with no output block after it:\n{step.run.body}{output}")
    return text


def everything() -> list[ParameterSet]:
    """Every step of both; the Chinese one, which runs the same commands, takes its time where all tests run."""
    return [
        pytest.param(name, place, marks=pytest.mark.slow if name == READMES[1] else ())
        for name in READMES
        for place in range(len(steps(read(name))))
    ]


@pytest.fixture(scope="module")
def scratch(tmp_path_factory):
    """README name → its scratch folder."""
    folders = {name: tmp_path_factory.mktemp("readme") for name in READMES}
    for name, folder in folders.items():
        prepare(folder, read(name))
    return folders


@pytest.mark.parametrize(("name", "place"), everything())
def test_every_command_of_the_readmes_prints_what_they_show(scratch, name, place):
    step = steps(read(name))[place]
    assert execute(step, scratch[name]) == step.expected


@pytest.mark.parametrize("name", READMES)
def test_every_python_block_and_every_console_block_is_run(name):
    text = read(name)
    live = [block.language for block in blocks(text) if block.verb in ("run", "command")]
    written = [language for language in _FENCE.findall(text) if language in ("python", "sh")]
    assert live == written
    assert "python" in live


@pytest.mark.parametrize("name", READMES)
def test_every_output_block_follows_a_run(name):
    verbs = [block.verb for block in blocks(read(name))]
    before = [earlier for earlier, verb in zip(["", *verbs], verbs, strict=False) if verb == "output"]
    assert before
    assert set(before) == {"run"}


@pytest.mark.parametrize("name", READMES)
def test_the_settings_example_changes_what_is_understood(scratch, name):
    files = [block.argument for block in blocks(read(name), "file")]
    settings = next(Path(file) for file in files if Path(file).name == "minsheng-funds.toml")
    (table,) = [file for file in files if Path(file).parent == settings.parent and file.endswith(".csv")]
    (scratch[name] / "empty.toml").touch()
    command = [sys.executable, "-m", "minsheng_funds", "report", table, "--config", "empty.toml"]
    done = subprocess.run(command, cwd=scratch[name], env=environment(), capture_output=True, check=False)
    assert done.returncode == 2


def test_both_readmes_run_the_same_commands_in_the_same_order():
    english, chinese = (
        [block.body for block in blocks(read(name)) if block.verb in ("run", "command")] for name in READMES
    )
    assert [body.replace(ENGLISH, "") for body in english] == chinese


def test_the_english_readme_runs_everything_printed_in_words_in_english():
    outputs = [step for step in steps(read("README.md")) if step.run.language != "python"]
    assert all(ENGLISH in line for step in outputs for line in step.run.body.splitlines())


def test_both_readmes_have_the_same_files():
    english, chinese = ([(b.argument, b.body) for b in blocks(read(name), "file")] for name in READMES)
    assert english == chinese


def test_json_and_python_outputs_are_the_same_in_both_languages():
    english, chinese = (
        [
            (step.output.argument, step.output.body)
            for step in steps(read(name))
            if step.output is not None and (step.run.language == "python" or step.output.argument.startswith("key "))
        ]
        for name in READMES
    )
    assert len(english) >= 2
    assert english == chinese


def test_the_marked_commands_are_single_lines_and_alike_in_both_readmes():
    english, chinese = ([(b.argument, b.body) for b in blocks(read(name), "command")] for name in READMES)
    assert english == chinese
    assert [argument for argument, _ in english] == ["example", "tests"]
    assert all(body.count("\n") == 1 for _, body in english)


@pytest.mark.parametrize("name", ["example", "tests"])
def test_ci_reads_and_runs_the_marked_commands(name):
    script = read(".ci/run")
    function = re.search(r"^readme_command\(\) \{.*?^\}", script, re.MULTILINE | re.DOTALL)
    assert function is not None
    assert f"run_readme_command {name}" in script
    command = ["bash", "-c", f"{function.group()}\nreadme_command {name}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    (body,) = [block.body for block in blocks(read("README.md"), "command") if block.argument == name]
    assert done.stdout == body


@pytest.mark.parametrize("name", READMES)
def test_each_readme_links_to_the_other_at_its_top(name):
    (other,) = set(READMES) - {name}
    top = "\n".join(read(name).splitlines()[:5])
    assert f"]({other})" in top
    assert (ROOT / other).is_file()


@pytest.mark.parametrize("name", READMES)
def test_every_file_that_a_readme_links_to_exists(name):
    links = re.findall(r"\]\(([^)#:]+)\)", read(name))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.slow
def test_the_example_command_works_as_written_in_a_bare_copy_of_the_tree(tmp_path):
    tree = tmp_path / "tree"
    unwanted = shutil.ignore_patterns(".git", ".venv", ".*_cache", ".hypothesis", "__pycache__")
    shutil.copytree(ROOT, tree, ignore=unwanted)
    (command,) = [block.body for block in blocks(read("README.md"), "command") if block.argument == "example"]
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=tree,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "67.7%" in done.stdout
    assert "44.3%" in done.stdout


def write() -> None:
    """Renews the output blocks of both READMEs."""
    for name in READMES:
        text = read(name)
        with tempfile.TemporaryDirectory() as folder:
            prepare(Path(folder), text)
            (ROOT / name).write_text(renewed(text, Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        raise SystemExit("python -m tests.test_readme --write: renews every output block of both READMEs")
    write()
