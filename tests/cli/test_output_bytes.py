"""The same input and date give the same bytes: in another process, folder, time zone, umask, and a moment later."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.outputs import CHECK_SUFFIXES, COMPARE_SUFFIXES, REPORT_SUFFIXES, finished, options, program
from tests.support import Sheet, day, ledger, plan, xlsx

AS_OF = "2020-06-30"
COMMANDS = {
    "report": (["report", "book.xlsx", "--as-of", AS_OF], REPORT_SUFFIXES),
    "report --by": (["report", "book.xlsx", "--as-of", AS_OF, "--by", "payee"], REPORT_SUFFIXES),
    "report --detail": (["report", "book.xlsx", "--as-of", AS_OF, "--detail"], REPORT_SUFFIXES),
    "check": (["check", "book.xlsx", "--as-of", AS_OF], CHECK_SUFFIXES),
    "marked copy": (["check", "book.xlsx", "--as-of", AS_OF], (".xlsx",)),
    "compare": (["compare", "old.xlsx", "book.xlsx", "--new-as-of", AS_OF], COMPARE_SUFFIXES),
    "inspect": (["inspect", "book.xlsx"], (".html",)),
}
"""Command → its arguments, and the suffixes that it writes."""

PLACES = {
    "one": ({"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8"}, 0o022),
    "another place": ({"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LC_ALL": "C"}, 0o077),
}
"""Folder → the environment and the umask of the run in it."""

CASES = [(command, suffix) for command, (_, suffixes) in COMMANDS.items() for suffix in suffixes]


def books() -> dict[str, bytes]:
    """Two workbooks with problems of several kinds, so that lists, sets and links are all in play."""
    payments = [(day(1 + n % 6, 1 + n % 28), f"项目{n % 7}", f"单位{n % 5}", 100.5 * n, "备注") for n in range(1, 60)]
    odd = [(day(3, 1), "没有计划", "单位", 5.0, "退回"), (day(3, 1), "项目1", "单位", "待定", "")]
    projects = [(f"项目{n}", 10 + n) for n in range(7)]
    second = Sheet(
        "计划二", [["2020年资金筹集方案"], ["单位:万元"], ["序号", "项目名称", "计划资金"], [1, "项目1", 12]]
    )
    return {
        "book.xlsx": xlsx(plan(*projects), second, ledger(*payments, *odd)),
        "old.xlsx": xlsx(plan(*projects), ledger(*payments[:40])),
    }


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with a folder for each place, in which every command has written all of its formats."""
    root, written = tmp_path_factory.mktemp("bytes"), books()
    for number, (place, (environment, umask)) in enumerate(PLACES.items()):
        started = time.monotonic()
        folder = root / place
        folder.mkdir()
        for name, content in written.items():
            (folder / name).write_bytes(content)
        running = []
        for command, (arguments, suffixes) in COMMANDS.items():
            outputs = [f"{command}{suffix}" for suffix in suffixes]
            named = {"marked copy": ["--annotate", *outputs], "inspect": ["--html", *outputs]}
            given = [*arguments, *named.get(command, options(outputs))]
            running.append(program(given, folder, environment=environment, umask=umask))
        for one in running:
            code, said = finished(one)
            assert code in (0, 1), said
        if number == 0:
            time.sleep(max(0.0, 1.01 - (time.monotonic() - started)))
    yield root
    shutil.rmtree(root)


@pytest.mark.parametrize(("command", "suffix"), CASES)
def test_the_same_bytes_in_another_process_folder_time_zone_and_a_moment_later(places, command, suffix):
    one, another = (places / place / f"{command}{suffix}" for place in PLACES)
    assert one.stat().st_size > 100
    assert one.read_bytes() == another.read_bytes()
