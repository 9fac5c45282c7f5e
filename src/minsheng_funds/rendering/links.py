"""Links to cells of the source files: an address that Excel, WPS and LibreOffice open at that cell."""

from collections.abc import Mapping
from os.path import relpath
from pathlib import Path
from urllib.parse import quote

from minsheng_funds.model import Origin, column_letter

_SHEETLESS = (".csv",)
_AS_THEY_ARE = "/:._-~!$&'()*+,;=@"
"""What an address may hold beside letters and digits; letters of other scripts stay as well."""


def links_from(folder: Path, files: Mapping[str, Path]) -> dict[str, str]:
    """Where files lie, seen from a folder; by their whole path where no relative one leads there (another drive)."""
    found = {}
    for name, file in files.items():
        try:
            found[name] = _escaped(Path(relpath(file, folder)).as_posix())
        except ValueError:
            found[name] = file.absolute().as_uri()
    return found


def link_to(origin: Origin, links: Mapping[str, str]) -> str:
    """The address of a cell (A1 for a whole sheet, column A for a whole row); blank for a file that lies nowhere."""
    target = links.get(origin.file, "")
    if not target or not origin.sheet or origin.file.lower().endswith(_SHEETLESS):
        return target
    sheet = origin.sheet.replace("'", "''")
    return f"{target}#'{sheet}'!{column_letter(origin.column or 0)}{origin.row or 1}"


def _escaped(path: str) -> str:
    """The path as an address: marks that mean something else there are escaped, Chinese stays readable."""
    text = "".join(
        mark if ord(mark) > 127 and mark.isprintable() else quote(mark, safe=_AS_THEY_ARE, errors="surrogateescape")
        for mark in path
    )
    first, slash, rest = text.partition("/")
    return first.replace(":", "%3A") + slash + rest  # before the first slash it would end a scheme
