"""What the tests of value objects share: the regions."""

from pathlib import Path

import pytest

from bot.folders import CONFIG
from bot.people.divisions import Divisions
from bot.people.gazetteer import load_towns
from bot.people.places import Regions

REGION_FILES = Path(__file__).parents[2] / "config" / "regions"


@pytest.fixture(scope="session")
def divisions() -> Divisions:
    return Divisions.load(REGION_FILES)


@pytest.fixture(scope="session")
def regions() -> Regions:
    return Regions.load(REGION_FILES / "kapuas_hulu.csv", load_towns(CONFIG))
