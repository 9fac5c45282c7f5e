"""Coverage-guided fuzzing of the containers by atheris (Python 3.11 to 3.13: pip install -e '.[fuzz]').

python -m tests.fuzz.atheris_containers CORPUS_FOLDER [-max_total_time=600] [other options of libFuzzer]

The folder is filled with the seeds of `tests.fuzz.mutants` where it is empty. What breaks is kept as crash-… by libFuzzer.
"""

import sys
from pathlib import Path

from minsheng_funds.model import Source
from tests.fuzz.mutants import seeds


def try_bytes(content: bytes) -> None:
    """One input: any exception but `Failure`, and any breach of the books, is a crash."""
    from tests.fuzz.invariants import try_sources

    try_sources([Source("a.xlsx", content)])


def main(arguments: list[str]) -> None:
    import atheris

    folder = next((Path(text) for text in arguments if not text.startswith("-")), None)
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        if not any(folder.iterdir()):
            for name, content in seeds():
                (folder / name).write_bytes(content)
    with atheris.instrument_imports(include=["minsheng_funds"]):
        import minsheng_funds.checks
        import minsheng_funds.pipeline
        import minsheng_funds.reading
        import minsheng_funds.statements  # noqa: F401
    options = ["-rss_limit_mb=2000", "-timeout=20", "-max_len=65536", *arguments]
    atheris.Setup([sys.argv[0], *options], try_bytes)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
