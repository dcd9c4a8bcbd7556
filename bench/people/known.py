"""What anybody may know beforehand: the form as `payung form --json` lists it, and the region."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bench.people.bots import ROOT, payung

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

_BEFORE_WORDS = re.compile(r"^\W+")


@dataclass(frozen=True, slots=True)
class Place:
    """A district or a village of the region: its code, its name, the code of what it lies in."""

    code: str
    name: str
    parent: str


@dataclass(frozen=True, slots=True)
class Listing:
    """The steps of the form in their order, as the bot's keepers list them."""

    steps: Mapping[str, Mapping[str, Any]]

    def example(self, step: str) -> str:
        """Return what the form itself answers to a step."""
        return str(self.steps[step]["example"]) if step in self.steps else "contoh"

    def choices(self, step: str) -> list[str]:
        """Return the ids of the choices of a step."""
        return [choice["id"] for choice in self.steps.get(step, {"choices": ()})["choices"]]

    def spoken(self, step: str, choice: str, language: str) -> str:
        """Return the label of a choice as somebody types it."""
        for one in self.steps.get(step, {"choices": ()})["choices"]:
            if one["id"] == choice:
                return bare(one[f"{language}_label"])
        return choice

    def after(self, step: str) -> str:
        """Return the required step that comes after another; nothing after the last."""
        ids = list(self.steps)
        later = ids[ids.index(step) + 1 :] if step in ids else []
        return next((one for one in later if self.steps[one]["required"] and one != "as_card"), "")


@dataclass(frozen=True, slots=True)
class Known:
    """All of it."""

    listing: Listing
    districts: Sequence[Place]
    villages: Mapping[str, Sequence[Place]]  # by the code of their district
    names: Mapping[str, str] = field(default_factory=dict)  # of districts and villages, by code


def bare(label: str) -> str:
    """Return what stands on a button as somebody types it: without picture, remark or price."""
    return _BEFORE_WORDS.sub("", label).partition(":")[0].partition(" (")[0]


async def learn(environment: Mapping[str, str]) -> Known:
    """Ask `payung` for the form, and read the map of the region."""
    steps = json.loads(await payung(environment, "form", "--json"))
    places = _places()
    names = {place.code: place.name for place in places}
    regency = next(place.code for place in places if place.parent not in names)
    districts = [place for place in places if place.parent == regency]
    villages = {one.code: [place for place in places if place.parent == one.code] for one in districts}
    return Known(Listing({step["id"]: step for step in steps}), districts, villages, names)


def _places() -> list[Place]:
    config = ROOT / "config"
    region = tomllib.loads((config / "payung.toml").read_text(encoding="utf-8"))["region"]
    with (config / region["file"]).open(encoding="utf-8", newline="") as file:
        return [Place(row["code"], row["name"], row["parent"]) for row in csv.DictReader(file)]
