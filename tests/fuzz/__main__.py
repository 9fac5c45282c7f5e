"""python -m tests.fuzz [--seconds 600] [--first NUMBER] [--keep FOLDER]: mutants until the time is over, failures kept."""

import argparse
import re
import sys
from pathlib import Path

from tests.fuzz.mutants import mutant
from tests.fuzz.watch import watch


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-failures"))
    given = parser.parse_args()
    tried, failures = watch(given.first, seconds=given.seconds)
    seen: dict[str, int] = {}
    for number, how in failures:
        kind = re.sub(r"\d+", "0", how)
        seen[kind] = seen.get(kind, 0) + 1
        if seen[kind] > 1:
            continue
        name, content = mutant(number)
        given.keep.mkdir(parents=True, exist_ok=True)
        path = given.keep / f"{number}-{name}"
        path.write_bytes(content)
        print(f"{path}: {how}")
    print(f"{tried} mutants tried from {given.first} on, {len(failures)} failures, {len(seen)} kinds")
    return int(bool(failures))


if __name__ == "__main__":
    sys.exit(main())
