"""A second office is a folder: its regency, its languages, its clock; nothing of the first one shows."""

from __future__ import annotations

import ast
import io
import pickle
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.budget.pool import potential
from bot.clock import OFFICE_ZONE, OfficeZone, office_day
from bot.commands.check import _example_faults
from bot.errors import ConfigurationError
from bot.folders import CONFIG, IMPORTED_FROM, ROOT
from bot.office_file import use_zone
from bot.resources import Resources
from bot.settings import Environment
from bot.texts import language_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECOND = ROOT / "docs" / "kantor-kedua"
MIDNIGHT = datetime(
    2026, 11, 29, 16, 30, tzinfo=UTC
)  # in the west half past eleven, in the east the next day


@pytest.fixture(scope="module")
def melawi() -> Resources:
    return Resources.load(SECOND)


@pytest.fixture
def _zone_restored() -> Iterator[None]:
    yield
    use_zone(CONFIG)


def test_its_regency_and_districts_are_those_of_its_folder(melawi: Resources) -> None:
    assert {one.code[:5] for one in melawi.regions.districts} == {"61.10"}
    assert melawi.catalogues["id"].constant("region_name") == "Melawi"


def test_its_examples_are_answers_that_its_questions_take(melawi: Resources) -> None:
    assert list(_example_faults(melawi, Environment({}).clock())) == []


def test_no_text_and_no_answer_of_it_names_the_first_office(melawi: Resources, resources: Resources) -> None:
    named = [one.name for one in resources.regions.districts] + ["Kapuas Hulu", "61.06"]
    strange = [name for name in named if name not in {one.name for one in melawi.regions.districts}]
    for language in melawi.catalogues.languages:
        texts = melawi.catalogues[language]
        said = [
            texts.bare(name, **dict.fromkeys(texts.placeholders(name), ""))
            for name in texts.own
            if not name.startswith("words.")  # what people may type, wherever they are from
        ]
        answers = [
            variant.text
            for entry in melawi.library.entries.values()
            for variant in entry.variants.get(language, ())
        ]
        for text in (*said, *answers):
            assert not [name for name in strange if name in text], text


def test_its_order_of_languages_is_what_people_choose_from(melawi: Resources, resources: Resources) -> None:
    assert melawi.catalogues.languages == ("en", "id")
    assert resources.catalogues.languages == ("id", "en")
    assert language_of("fr", melawi.catalogues.languages) == "en"
    assert language_of("fr", resources.catalogues.languages) == "id"


def test_figures_of_the_first_regency_are_not_those_of_the_second(melawi: Resources) -> None:
    assert melawi.potential is None
    assert potential(melawi) is None


def office(folder: Path, *lines: str) -> Path:
    (folder / "payung.toml").write_text("\n".join(['extends = "shipped"', *lines]))
    return folder


def test_a_language_without_a_catalogue_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"languages\.order: names iba"):
        Resources.load(office(tmp_path, "[languages]", 'order = ["iba"]'))


def test_a_language_that_the_order_does_not_name_comes_last(tmp_path: Path) -> None:
    own = Resources.load(office(tmp_path, "[languages]", 'order = ["en"]'))
    assert own.catalogues.languages == ("en", "id")


@pytest.mark.usefixtures("_zone_restored")
def test_the_day_is_that_of_the_office(tmp_path: Path) -> None:
    assert office_day(MIDNIGHT).day == 29
    environment = {"PAYUNG_CONFIG": str(office(tmp_path, "[region]", 'zone = "Asia/Jayapura"'))}
    clock = Environment({**environment, "PAYUNG_NOW": MIDNIGHT.isoformat()}).clock()
    assert clock.today().day == 30
    assert Resources.load(SECOND).catalogues["id"].moment(MIDNIGHT) == "30 November 2026, 01.30"


@pytest.mark.usefixtures("_zone_restored")
def test_a_zone_that_is_none_is_named(tmp_path: Path) -> None:
    for name in ("Asia/Putussibau", "../../etc/passwd", " "):
        with pytest.raises(ConfigurationError, match=r"region\.zone"):
            use_zone(office(tmp_path, "[region]", f'zone = "{name}"'))


def test_the_zone_of_the_office_reckons_as_the_one_that_it_stands_for() -> None:
    zone = ZoneInfo("Europe/Berlin")  # where summer moves the clock
    own = OfficeZone(zone)
    for month in range(1, 13):
        moment = datetime(2026, month, 28, 1, 30, tzinfo=UTC)
        here, there = moment.astimezone(own), moment.astimezone(zone)
        assert here.replace(tzinfo=None) == there.replace(tzinfo=None)
        assert (here.utcoffset(), here.dst(), here.tzname()) == (
            there.utcoffset(),
            there.dst(),
            there.tzname(),
        )
        assert here == moment
    assert pickle.loads(pickle.dumps(OFFICE_ZONE)) is OFFICE_ZONE  # noqa: S301 - written just now
    assert pickle.load(io.BytesIO(pickle.dumps(MIDNIGHT.astimezone(OFFICE_ZONE)))) == MIDNIGHT  # noqa: S301 - as above


@pytest.mark.parametrize(
    ("typed", "town"),
    [("pts", "Putussibau"), ("PSB", "Putussibau"), ("ptk", "Pontianak"), ("stg", "Sintang")],
)
def test_towns_are_known_by_how_people_of_the_province_shorten_them(
    resources: Resources, melawi: Resources, typed: str, town: str
) -> None:
    for office in (resources, melawi):
        found = office.gazetteer.find(typed)
        assert (found.value, found.is_sure) == (town, True)


def test_no_code_names_a_place_of_an_office() -> None:
    """What shows examples and invented people may: the demo, the pages of pictures, what a docstring says."""
    shown = ("preview", "sandbox", "commands/_practice.py", "commands/demo.py")
    names = ("Kapuas Hulu", "Putussibau", "putussibau", "61.06", "Semitau")
    for path in sorted((IMPORTED_FROM / "bot").rglob("*.py")):
        inside = str(path.relative_to(IMPORTED_FROM / "bot"))
        if not inside.startswith(shown):
            told = [one for one in _texts_in(path) if any(name in one for name in names)]
            assert told == [], inside


def _texts_in(path: Path) -> list[str]:
    """Return the texts of a module but docstrings, and examples of how an option is written."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    examples = {
        id(keyword.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg in {"metavar", "help"}
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said | examples
    ]
