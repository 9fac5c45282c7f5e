"""python -m tests.corpus [FILE]: the cases that fail, one a line: name, what does not hold, what it rests on."""

import sys
import tempfile
from pathlib import Path

from tests.corpus.case import complaints, try_case
from tests.corpus.hostile import try_hostile
from tests.corpus.test_corpus import CASES


def main() -> None:
    lines = []
    for case in CASES:
        with tempfile.TemporaryDirectory() as folder:
            result = (try_hostile if case.hostile else try_case)(case, Path(folder))
        if found := complaints(case, result):
            lines.append(f"- **{case.name}**: {' ;; '.join(found)[:900]}\n  (rests on: {case.why})\n")
    text = f"{len(lines)} of {len(CASES)} cases fail\n\n{''.join(lines)}"
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
