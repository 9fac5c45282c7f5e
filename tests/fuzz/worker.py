"""Tries mutants one after the other and writes down each before it is tried: should the process die, it is known at which.

python -m tests.fuzz.worker LOG START END
"""

import resource
import sys
import traceback
from pathlib import Path

from minsheng_funds.model import Source
from tests.fuzz.invariants import try_sources
from tests.fuzz.mutants import mutant
from tests.support import plan, xlsx

BYTES = 3_000_000_000


def main(log: str, start: str, end: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    beside = Source("plan.xlsx", xlsx(plan(("甲", 100.0))))
    with Path(log).open("a", encoding="utf-8") as lines:
        for number in range(int(start), int(end)):
            print(f"try {number}", file=lines, flush=True)
            name, content = mutant(number)
            try:
                try_sources([Source(name, content)])
                try_sources([beside, Source(name, content)])
            except BaseException as error:  # a panic of the fast reader is no Exception
                if isinstance(error, KeyboardInterrupt):
                    raise
                place = traceback.extract_tb(error.__traceback__)[-1]
                said = f"{type(error).__name__} at {Path(place.filename).name}:{place.lineno}: {error}"
                print(f"fail {number} {' '.join(said.split())[:300]}", file=lines, flush=True)
        print("done", file=lines, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:4])
