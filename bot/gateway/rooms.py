"""Finding the features: every `feature.py` of a room declares one."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING

import bot

if TYPE_CHECKING:
    from bot.front.feature import Build, Feature
    from bot.front.schedule import Schedule
    from bot.resources import Resources


def features(resources: Resources, schedule: Schedule) -> list[Feature]:
    """Return all features, in the order of the names of their rooms."""
    root = Path(bot.__file__).parent
    found = []
    for file in sorted(root.rglob("feature.py")):
        if file.parent.name == "front":
            continue  # what a feature is, not one
        name = ".".join(["bot", *file.relative_to(root).with_suffix("").parts])
        build: Build = importlib.import_module(name).feature
        found.append(build(resources, schedule))
    return found
