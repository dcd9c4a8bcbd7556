"""An office's folder of config holds what differs; the rest comes with the program, and with its upgrades."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from bot.errors import ConfigurationError
from bot.folders import CONFIG, part
from bot.resources import Resources

if TYPE_CHECKING:
    from pathlib import Path


def office(folder: Path, *lines: str) -> Path:
    (folder / "payung.toml").write_text("\n".join(['extends = "shipped"', *lines]))
    return folder


def test_what_an_office_says_stands_over_what_is_shipped(tmp_path: Path, resources: Resources) -> None:
    own = Resources.load(office(tmp_path, "[office]", 'phone = "0567 9000"'))
    assert own.office.phone == "0567 9000"
    assert own.office.name == resources.office.name
    assert own.limits == resources.limits
    assert set(own.library.entries) == set(resources.library.entries)


def test_an_example_of_one_language_leaves_the_others(tmp_path: Path, resources: Resources) -> None:
    own = Resources.load(office(tmp_path, "[examples.en]", 'district = "Melawi"'))
    assert own.catalogues["en"].example("district") == "Melawi"
    assert own.catalogues["en"].example("job") == resources.catalogues["en"].example("job")
    assert own.catalogues["id"].example("district") == resources.catalogues["id"].example("district")


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        (["[ofice]", 'phone = ""'], "ofice"),
        (["[office]", 'phon = ""'], "office.phon"),
        (["[office]", "phone = 1"], "office.phone"),
    ],
)
def test_a_slip_in_a_key_is_named(tmp_path: Path, lines: list[str], key: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        Resources.load(office(tmp_path, *lines))
    assert raised.value.key == key
    assert str(tmp_path) in raised.value.place


def test_a_file_of_the_office_stands_in_for_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    shutil.copy(CONFIG / "lists" / "codes.toml", tmp_path / "lists")
    office(tmp_path)
    assert part(tmp_path, "lists/codes.toml") == tmp_path / "lists" / "codes.toml"
    assert part(tmp_path, "lists/headings.toml") == CONFIG / "lists" / "headings.toml"


def test_a_folder_that_does_not_say_so_has_to_be_whole(tmp_path: Path) -> None:
    (tmp_path / "payung.toml").write_text('[office]\nname = "x"\n')
    with pytest.raises(ConfigurationError):
        Resources.load(tmp_path)
    assert part(tmp_path, "lists") == tmp_path / "lists"
