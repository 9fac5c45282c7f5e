"""The atheris target starts, finds its seeds and runs for a bounded time; without atheris it is skipped, and says so."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.atheris_containers import try_bytes
from tests.fuzz.mutants import seeds


@pytest.mark.parametrize(("name", "content"), seeds(), ids=[name for name, _ in seeds()])
def test_every_seed_passes(name: str, content: bytes) -> None:
    try_bytes(content)


@pytest.mark.slow
def test_the_target_runs_for_ten_seconds_without_a_crash(tmp_path: Path) -> None:
    pytest.importorskip("atheris", reason="atheris has wheels for Python 3.11 to 3.13 only: pip install -e '.[fuzz]'")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command = [
        sys.executable,
        "-m",
        "tests.fuzz.atheris_containers",
        str(tmp_path / "corpus"),
        "-max_total_time=10",
        "-seed=1",
        f"-artifact_prefix={tmp_path}/",
    ]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert run.returncode == 0, run.stderr[-3000:]
    assert not list(tmp_path.glob("crash-*"))
