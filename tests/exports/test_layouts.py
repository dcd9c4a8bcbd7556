"""Layouts: files of config/lists/exports, and what is said of one that is wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.errors import ConfigurationError
from bot.exports.layouts import load_layouts

if TYPE_CHECKING:
    from pathlib import Path

    from bot.resources import Resources

COLUMN = '[[columns]]\nheading = "NIK"\n'


def with_layouts(resources: Resources, folder: Path, **files: str) -> Resources:
    """Return resources whose config holds these layouts."""
    layouts = folder / "lists" / "exports"
    layouts.mkdir(parents=True)
    for name, text in files.items():
        (layouts / f"{name}.toml").write_text(text, encoding="utf-8")
    return replace(resources, config=folder)


def test_the_layout_that_is_there_can_be_read(resources: Resources) -> None:
    layouts = load_layouts(resources)
    assert list(layouts) == ["bpjs"]
    assert layouts["bpjs"].headings[:4] == ["No", "No Pendaftaran", "NIK", "Nama Lengkap"]


def test_a_column_may_be_empty_constant_or_twice_the_same(resources: Resources, tmp_path: Path) -> None:
    text = f'name = "A"\n{COLUMN}\n{COLUMN}constant = "BPU"\n{COLUMN}holds = "nik"\n'
    (one,) = load_layouts(with_layouts(resources, tmp_path, a=text)).values()
    assert [(column.holds, column.constant) for column in one.columns] == [("", ""), ("", "BPU"), ("nik", "")]


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        (f'name = "A"\n{COLUMN}holds = "nikk"', "columns", "1 (NIK): holds: there is no 'nikk'"),
        (f'name = "A"\n{COLUMN}holds = "card_picture"', "columns", "there is no 'card_picture'"),
        (
            f'name = "A"\n{COLUMN}holds = "nik"\nwrite = "L/P"',
            "columns",
            "write: must be one of as_is, capitals, not 'L/P'",
        ),
        (
            f'name = "A"\n{COLUMN}holds = "nik"\nconstant = "1"',
            "columns",
            "either holds or constant, not both",
        ),
        (f'name = "A"\n{COLUMN}write = "as_is"', "columns", "write goes with holds only"),
        (f'name = "A"\n{COLUMN}hold = "nik"', "columns", "is not known"),
        ('name = "A"\n[[columns]]\nholds = "nik"', "columns", "heading must be"),
        ('name = "A"\ncolumns = []', "columns", "must be tables"),
        (f'name = " "\n{COLUMN}', "name", "a text that is not empty"),
        (f'name = "A"\nsheet = "a/b"\n{COLUMN}', "sheet", "1 to 31 letters"),
        (f'name = "A"\nsheets = "a"\n{COLUMN}', "sheets", "is not known"),
        ("name = ", "syntax", ""),
    ],
)
def test_a_wrong_one_is_told_by_file_key_and_reason(
    resources: Resources, tmp_path: Path, text: str, key: str, reason: str
) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load_layouts(with_layouts(resources, tmp_path, wrong=text))
    assert caught.value.place.endswith("lists/exports/wrong.toml")
    assert caught.value.key == key
    assert reason in caught.value.reason


def test_two_may_not_be_called_the_same(resources: Resources, tmp_path: Path) -> None:
    text = f'name = "A"\n{COLUMN}'
    with pytest.raises(ConfigurationError, match=r"b\.toml: name: another layout has this name"):
        load_layouts(with_layouts(resources, tmp_path, a=text, b=text))


def test_the_name_of_a_file_fits_on_a_button(resources: Resources, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="at most 20 small letters"):
        load_layouts(with_layouts(resources, tmp_path, **{"Daftar baru": COLUMN}))


def test_there_must_be_one(resources: Resources, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="there must be a layout"):
        load_layouts(with_layouts(resources, tmp_path))
