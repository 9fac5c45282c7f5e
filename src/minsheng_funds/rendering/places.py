"""Where files lie, as other programs read it: relative to the working folder wherever that is possible."""

import posixpath
from collections.abc import Mapping
from pathlib import PurePath
from urllib.parse import quote


class Places:
    """The paths of sources by their names, as the command line was given them."""

    def __init__(self, paths: Mapping[str, str], folder: str) -> None:
        self._paths, self._folder = paths, folder

    def path(self, file: str) -> str:
        """A path with forward slashes: from the working folder on where the file lies in it."""
        given = PurePath(self._paths.get(file, file))
        folder = PurePath(self._folder)
        return (given.relative_to(folder) if given.is_relative_to(folder) else given).as_posix()

    def uri(self, file: str) -> str:
        """The same as a reference in a URI, percent-encoded; a whole URI where it is not relative."""
        path = PurePath(self.path(file))
        if path.is_absolute():
            return path.as_uri()
        return quote(posixpath.normpath(path.as_posix()), errors="surrogateescape")  # a name that is no text: its bytes
