"""Rows that were left out as examples of how to fill in, and hold money all the same."""

from collections.abc import Container, Iterator

from minsheng_funds.checks.evidence import Evidence
from minsheng_funds.model import Fact
from minsheng_funds.names import normal
from minsheng_funds.patterns import EXAMPLE_NAME


def money_of_examples(seen: Evidence, kind: str, planned: Container[str] = ()) -> Iterator[Fact]:
    """All of them but the first of a sheet where it is the blank workbook's own.

    `planned` are the plan's names as `normal` gives them: one that is an example's without its mark makes it doubtful.
    """
    met: set[tuple[str, str]] = set()
    for fact in seen.facts(kind):
        sheet = (fact.origins[0].file, fact.origins[0].sheet)
        first = sheet not in met
        met.add(sheet)
        name = str(fact.values["project"])
        if first and fact.values["usual"] and normal(EXAMPLE_NAME.sub("", name)) not in planned:
            continue
        yield Fact(kind, fact.origins, {key: value for key, value in fact.values.items() if key != "usual"})
