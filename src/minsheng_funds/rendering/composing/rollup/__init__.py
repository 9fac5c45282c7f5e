"""RollUp → Documents: what a terminal shows, the page, the sheets of the workbook, the circular over bureaus."""

from minsheng_funds.rendering.composing.rollup.circular import compose_rollup_circular
from minsheng_funds.rendering.composing.rollup.pages import rollup_pages, rollup_problems
from minsheng_funds.rendering.composing.rollup.report import compose_rollup, compose_rollup_page

__all__ = ["compose_rollup", "compose_rollup_circular", "compose_rollup_page", "rollup_pages", "rollup_problems"]
