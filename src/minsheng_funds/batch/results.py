"""What is kept in the output folder of each finished case, so that a later run need not do it again."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from minsheng_funds.batch.work import Work, decoded
from minsheng_funds.engines import versions
from minsheng_funds.model.rollup import CaseRecord
from minsheng_funds.rendering.files import write_all

FOLDER = ".minsheng-funds"
"""Where results are kept, in the output folder."""


class Kept(msgspec.Struct):
    """A finished case: what it was made from, its outputs (path below the output folder → SHA-256), its record."""

    key: str
    outputs: dict[str, str]
    record: msgspec.Raw


def key_of(work: Work) -> str:
    """A fingerprint of all that a case's results depend on: bytes, settings, formats, versions; not on the day."""
    settings = replace(work.settings, today=None, password="", origin="", given=())
    sources = [(source.name, source.sha256) for source in work.sources]
    given = [tuple(line) for line in work.settings.given]
    parts = (work.name, sources, settings, given, work.formats, work.template, dict(versions()))
    content = msgspec.json.encode(parts, order="deterministic", enc_hook=_as_text)
    return hashlib.sha256(content).hexdigest()


def _as_text(value: Any) -> str:
    return str(value)


def keep(out: Path, stem: str, key: str, record: bytes, outputs: Mapping[str, bytes]) -> None:
    """Writes the outputs of a case and, with them, what a later run needs to know. Raises `Failure`."""
    digests = {path: hashlib.sha256(content).hexdigest() for path, content in outputs.items()}
    kept = msgspec.json.encode(Kept(key, digests, msgspec.Raw(record)))
    contents = {out / path: content for path, content in outputs.items()}
    write_all({**contents, _place(out, stem): kept}, lasting=False)  # --resume looks at their bytes


def find_kept(out: Path, stem: str, key: str) -> tuple[CaseRecord, tuple[str, ...]] | None:
    """The record and the outputs of an earlier run; None where anything changed, or an output is not as it was."""
    try:
        kept = msgspec.json.decode(_place(out, stem).read_bytes(), type=Kept)
        if kept.key != key:
            return None
        for path, digest in kept.outputs.items():
            if hashlib.sha256((out / path).read_bytes()).hexdigest() != digest:
                return None
        return decoded(bytes(kept.record)), tuple(kept.outputs)
    except (OSError, ValueError, msgspec.DecodeError):
        return None


def _place(out: Path, stem: str) -> Path:
    """The name is made of the case's, whatever letters it has."""
    return out / FOLDER / f"{hashlib.sha256(stem.encode('utf-8', 'surrogatepass')).hexdigest()[:24]}.json"
