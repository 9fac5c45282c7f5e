"""What is kept in the output folder of each finished case, so that a later run need not do it again."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from minsheng_funds.batches.work import Work, decoded
from minsheng_funds.engines import versions
from minsheng_funds.model.rollup import CaseRecord
from minsheng_funds.rendering.files import write_all
from minsheng_funds.rendering.links import links_from
from minsheng_funds.settings.batch import BatchSettings

FOLDER = ".minsheng-funds"
"""Where results are kept, in the output folder."""


class Kept(msgspec.Struct):
    """A finished case: what it was made from, its outputs (path below the output folder → SHA-256), its record.

    `digest` is the SHA-256 of the record.
    """

    key: str
    outputs: dict[str, str]
    digest: str
    record: msgspec.Raw


def key_of(work: Work) -> str:
    """A fingerprint of all that a case's results depend on: bytes, settings, formats, versions, what links say.

    Not on the day, and not on what the case may take.
    """
    settings = replace(work.settings, today=None, password="", origin="", given=(), batch=BatchSettings())
    sources = [(source.name, source.sha256) for source in work.sources]
    given = [tuple(line) for line in work.settings.given]
    links = links_from(work.folder, work.paths)
    parts = (work.name, sources, settings, given, work.formats, work.template, links, dict(versions()))
    plain = msgspec.to_builtins(parts, order="deterministic", enc_hook=_as_text)
    return _digest(json.dumps(plain).encode("ascii"))  # which takes names that are no text, too


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _as_text(value: Any) -> str:
    return str(value)


def keep(out: Path, stem: str, key: str, record: bytes, outputs: Mapping[str, bytes]) -> None:
    """Writes the outputs of a case and, with them, what a later run needs to know. Raises `Failure`."""
    digests = {path: _digest(content) for path, content in outputs.items()}
    kept = msgspec.json.encode(Kept(key, digests, _digest(record), msgspec.Raw(record)))
    contents = {out / path: content for path, content in outputs.items()}
    write_all({**contents, _place(out, stem): kept}, lasting=False)  # --resume looks at their bytes


def find_kept(out: Path, stem: str, key: str, paths: Sequence[str]) -> CaseRecord | None:
    """The record of an earlier run; None where anything changed, or one of the outputs is not as it was."""
    try:
        kept = msgspec.json.decode(_place(out, stem).read_bytes(), type=Kept)
        record = bytes(kept.record)
        if (kept.key, tuple(kept.outputs), kept.digest) != (key, tuple(paths), _digest(record)):
            return None
        if any(_digest((out / path).read_bytes()) != digest for path, digest in kept.outputs.items()):
            return None
        return decoded(record)
    except (OSError, ValueError, RecursionError):
        return None


def withdraw(out: Path, stem: str, old: Sequence[str]) -> None:
    """Takes away those outputs of an earlier run that this one does not write: they show figures that are no more.

    Only where they are as they were written; what cannot be removed stays.
    """
    place = _place(out, stem)
    with suppress(OSError, ValueError, RecursionError):
        known = msgspec.json.decode(place.read_bytes(), type=Kept).outputs
        place.unlink()
        for path in old:
            if path in known and _digest((out / path).read_bytes()) == known[path]:
                (out / path).unlink()


def _place(out: Path, stem: str) -> Path:
    """The name is made of the case's, whatever letters it has."""
    return out / FOLDER / f"{_digest(stem.encode('utf-8'))[:24]}.json"
