"""Some cases of the corpus through every format of `check`: one exit code, valid documents, an excerpt a cell."""

import contextlib
import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from minsheng_funds.cli import main
from tests.corpus.case import Case, arguments_of
from tests.corpus.test_corpus import CASES
from tests.rendering.as_json.test_json import errors
from tests.rendering.test_sarif import VALIDATOR

EVERY = 20
FORMATS = ("text", "json", "junit", "sarif", "github")


def run(case: Case, folder: Path, format_: str) -> tuple[int, str]:
    arguments = arguments_of(case, folder)
    arguments[0] = "check"
    arguments[arguments.index("json")] = format_
    out = io.TextIOWrapper(io.BytesIO(), "utf-8")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        code = main([*arguments, "--verbose", "--debug"])
        out.flush()
    return code, out.buffer.getvalue().decode()


@pytest.mark.parametrize("case", [case for case in CASES if not case.hostile][::EVERY], ids=lambda case: case.name)
def test_every_format_says_the_same_and_is_valid(case: Case, tmp_path: Path) -> None:
    found = {format_: run(case, tmp_path, format_) for format_ in FORMATS}
    assert len({code for code, _ in found.values()}) == 1
    if found["json"][0] == 2:
        assert not any(text for _, text in found.values())
        return
    document = json.loads(found["json"][1])
    assert errors("check", document) == []
    log = json.loads(found["sarif"][1])
    assert [error.message for error in VALIDATOR.iter_errors(log)] == []
    count = len(document["findings"])
    assert len(log["runs"][0]["results"]) == count + len(document["waived"]) + len(document["known"])
    assert len(re.findall(r"^::(?:error|warning|notice) (?:file|title)", found["github"][1], re.MULTILINE)) >= count
    ElementTree.fromstring(found["junit"][1])
    assert found["text"][1].count("\n  [") >= count
