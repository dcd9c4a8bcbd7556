"""Figures for the province: what a branch sends, keys, and the sum of several branches."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from bot.commands._common import say
from bot.commands._files import OPEN, told
from bot.documents import DocumentError, converted
from bot.errors import RequestError
from bot.figures import envelope
from bot.figures.merging import Branch, Part, check, merged, part_of, shown_of
from bot.figures.words import Words
from bot.months import month_in
from bot.setup.writing import NewFile, write_all
from bot.texts import DEFAULT_LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from bot.figures.shown import Shown
    from bot.resources import Resources

PRIVATE, PUBLIC = "province.key", "province.pub"


class Sum(NamedTuple):
    """What several branches have counted together, as it may be read."""

    branches: Sequence[Branch]
    shown: Mapping[str, Shown]
    words: Words


def make_keys(folder: Path) -> None:
    """Make the pair of keys of a province. Raise RequestError where there is one already."""
    private, public = envelope.new_pair()
    if there := [name for name in (PRIVATE, PUBLIC) if (folder / name).exists()]:
        raise RequestError(f"{folder / there[0]} is there: other keys would not open what was sealed for it")
    keys = [
        NewFile(folder / PRIVATE, private.encode("ascii")),
        NewFile(folder / PUBLIC, public.encode("ascii"), OPEN),
    ]
    with told("--province-keys"):
        write_all(keys)
    say(f"{folder / PUBLIC}: for the branches")
    say(f"{folder / PRIVATE}: for the province only; without it no file opens")


def letter(shown: Mapping[str, Shown], resources: Resources, month: str, day: date, key: Path) -> bytes:
    """Return the file of a branch, sealed for the province. `shown` as the branch's own readers see it."""
    parts = {name: part_of(one) for name, one in shown.items()}
    branch = Branch("internal", resources.regency, resources.office.name, month, day.isoformat(), parts)
    try:
        return envelope.seal(msgspec.json.encode(branch), envelope.read_text(key))
    except RequestError as error:
        raise RequestError(f"{key} {error}") from None


def summed(files: Sequence[Path], key: Path, resources: Resources) -> Sum:
    """Open the files of branches and sum them up. Raise RequestError for a file or a set that cannot be."""
    private = envelope.read_text(key)
    branches = sorted((_opened(file, private) for file in files), key=lambda one: one.regency)
    check(branches)
    of_all = replace(resources, potential=None)  # what is known of one regency is not of all
    words = Words(of_all.catalogues[DEFAULT_LANGUAGE], of_all, month_in(branches[0].month))
    return Sum(branches, shown_of(merged(branches), words), words)


def _opened(file: Path, private: str) -> Branch:
    try:
        return _branch(envelope.unseal(file.read_bytes(), private))
    except OSError as error:
        raise RequestError(f"{file} cannot be read ({error.strerror})") from None
    except RequestError as error:
        raise RequestError(f"{file} {error}") from None


def _branch(content: bytes) -> Branch:
    """Return what a branch sent. Raise RequestError where it is not that, or of another version."""
    try:
        branch = converted(msgspec.json.decode(content), Branch)
        month_in(branch.month)
        for part in branch.parts.values():
            _check_places(part)
    except (DocumentError, ValueError):
        raise RequestError("holds no figures of this version") from None
    return branch


def _check_places(part: Part) -> None:
    """Raise ValueError where what is hidden is no place of the part."""
    if any(not 0 <= row < len(part.lines) or column < 0 for row, column in part.hidden):
        raise ValueError
