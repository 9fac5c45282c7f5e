"""Links to cells of the sources: relative to the list's folder, safe as addresses."""

from pathlib import Path

import pytest

from minsheng_funds.model import Origin
from minsheng_funds.rendering.links import link_to, links_from


@pytest.mark.parametrize(
    ("file", "link"),
    [
        ("out/a.xlsx", "a.xlsx"), ("a.xlsx", "../a.xlsx"), ("in/台账 1#2.xlsx", "../in/台账%201%232.xlsx"),
        ("out/50%?.xlsx", "50%25%3F.xlsx"), ("out/a:b.xlsx", "a%3Ab.xlsx"), ("out/in/a:b.xlsx", "in/a:b.xlsx"),
    ],
)  # fmt: skip
def test_a_file_is_named_as_it_lies_seen_from_the_folder(file, link):
    assert links_from(Path("out"), {"x": Path(file)}) == {"x": link}


@pytest.mark.parametrize(
    ("origin", "link"),
    [
        (Origin("a.xlsx", "表", 12, 5), "d/a.xlsx#'表'!F12"),
        (Origin("a.xlsx", "甲's", 3), "d/a.xlsx#'甲''s'!A3"),
        (Origin("a.xlsx", "表"), "d/a.xlsx#'表'!A1"),
        (Origin("a.xlsx"), "d/a.xlsx"),
        (Origin("b.csv", "b", 3, 1), "b.csv"),
        (Origin("settings.toml"), ""),
    ],
)
def test_a_cell_is_named_by_its_sheet_and_address(origin, link):
    assert link_to(origin, {"a.xlsx": "d/a.xlsx", "b.csv": "b.csv"}) == link
