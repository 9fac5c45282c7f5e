"""What a ledger's caption, title, sheet or file says about all its rows: their project, their nature."""

from pathlib import PurePath

from minsheng_funds.patterns import GENERIC_NAME, OPEN_PROJECT_CAPTION, PLACE_NAME, PROJECT_CAPTION, SHEET_AFFIXES
from minsheng_funds.reading.captions import nature_in_title
from minsheng_funds.reading.headers import Grid, Header
from minsheng_funds.reading.tables import Draft
from minsheng_funds.reading.values import squeeze
from minsheng_funds.vocabulary import NATURES, TITLE_NATURES


def stated_project(grid: Grid, header: Header) -> str:
    """The project that a caption above the header names (项目名称:美丽乡村建设), in one cell or two, or ""."""
    found = ""
    for place in range(header.start):
        texts = [text for _, text in sorted(grid.texts(place).items())]
        for text, after in zip(texts, [*texts[1:], ""], strict=False):
            match = PROJECT_CAPTION.fullmatch(text)
            if match:
                found = match.group(1) or match.group(2)
            elif OPEN_PROJECT_CAPTION.fullmatch(text) and after:
                found = after
    return found


def project_of_sheet(name: str) -> str:
    """The sheet's name where it can be a project's: not Sheet1, 1月, 2020年支付明细, nor a town or an office."""
    squeezed = squeeze(name)
    if PLACE_NAME.fullmatch(squeezed) or len(GENERIC_NAME.sub("", squeezed)) < 2:
        return ""
    return SHEET_AFFIXES.sub("", name.strip()) or name.strip()


def name_project(draft: Draft, grid: Grid, header: Header) -> None:
    """Settles the project of a ledger without a column for it, where caption or sheet say it; assumed, and printed."""
    if draft.kind != "ledger" or draft.project_columns():
        return
    draft.project = stated_project(grid, header)
    if not draft.project and (project := project_of_sheet(draft.sheet)):
        draft.project = project
        draft.assume("project-sheet", project=project)


def titled_nature(draft: Draft) -> str | None:
    """The nature that the ledger's title, sheet or file speaks of, where it is one only; assumed, and printed."""
    names = (draft.caption.title, draft.sheet, PurePath(draft.file).stem)
    speaking = next((name for name in names if any(word in name for word in TITLE_NATURES)), "")
    spoken = nature_in_title(speaking)
    if spoken is not None:
        draft.assume("nature-title", nature=NATURES[spoken])
    return spoken
