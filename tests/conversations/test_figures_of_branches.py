"""`payung figures --for-merge` and `--merge`: two branches, one province."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import msgspec
import pytest

from bot.commands._figures_merge import PRIVATE, PUBLIC
from bot.errors import RequestError
from bot.figures import envelope
from bot.lists.opening import open_list

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conversation import Conversation, Town


@pytest.fixture
def keys(town: Town, tmp_path: Path) -> Path:
    town.payung("figures", "--province-keys", tmp_path / "keys")
    return tmp_path / "keys"


def file_of(town: Town, keys: Path, folder: Path, regency: str, **changes: object) -> Path:
    """Return a file of a branch: that of this town, as another regency would write it."""
    own = folder / "own.figures"
    town.payung("figures", "--for-merge", own, "--province-key", keys / PUBLIC)
    said = msgspec.json.decode(envelope.unseal(own.read_bytes(), (keys / PRIVATE).read_text()))
    said |= {"regency": regency} | changes
    path = folder / f"{regency}.figures"
    path.write_bytes(envelope.seal(msgspec.json.encode(said), (keys / PUBLIC).read_text()))
    return path


def test_keys_are_made_once_the_private_one_for_its_owner_only(town: Town, keys: Path) -> None:
    assert (keys / PRIVATE).stat().st_mode & 0o777 == 0o600
    before = (keys / PRIVATE).read_text()
    with pytest.raises(AssertionError):
        town.payung("figures", "--province-keys", keys)
    assert (keys / PRIVATE).read_text() == before


def test_a_file_for_the_province_holds_whole_numbers_and_nothing_of_anybody(
    siti: Conversation, town: Town, keys: Path, tmp_path: Path
) -> None:
    siti.registers()
    file = tmp_path / "a.figures"
    town.payung("figures", "--for-merge", file, "--province-key", keys / PUBLIC)
    content = envelope.unseal(file.read_bytes(), (keys / PRIVATE).read_text())
    said = msgspec.json.decode(content)
    assert said["mark"] == "internal"
    assert said["regency"] == "61.06"
    (sent,) = [line for line in said["parts"]["funnel"]["lines"] if line["code"] == "submitted"]
    assert sent["values"][0] == 1
    for word in (b"Siti", b"6106011708809001", b"61.06.0", b"Semitau", b"1001"):
        assert word not in content


def test_branches_are_summed_and_small_numbers_hidden_at_the_output(
    siti: Conversation, town: Town, keys: Path, tmp_path: Path
) -> None:
    siti.registers()
    files = [file_of(town, keys, tmp_path, regency) for regency in ("61.05", "61.10")]
    merge = ("figures", "--merge", *files, "--province-key", keys / PRIVATE)
    found = json.loads(town.payung(*merge, "--json"))
    assert set(found["branches"]) == {"61.05", "61.10"}
    assert found["sections"]["funnel"]["submitted"]["this_month"] == "hidden"
    assert set(found["sections"]["coverage"]) == {"61.05", "61.10", "total"}
    said = town.payung(*merge)
    assert "jumlah dari Kabupaten Sintang, Kabupaten Melawi" in said
    assert "BPJS Ketenagakerjaan (per" not in said
    town.payung(*merge, "--xlsx", tmp_path / "a.xlsx")
    assert len(open_list((tmp_path / "a.xlsx").read_bytes(), "a.xlsx")) >= 6


def test_what_cannot_be_summed_is_refused_by_name(
    town: Town, keys: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sintang = file_of(town, keys, tmp_path, "61.05")
    melawi = file_of(town, keys, tmp_path, "61.10", month="2026-01")
    (tmp_path / "x").write_bytes(b"x")
    town.payung("figures", "--province-keys", tmp_path / "others")
    for files, key, reason in (
        ((sintang, sintang), keys, "two files are of the same branch: 61.05"),
        ((sintang, melawi), keys, "several months"),
        ((sintang,), keys, "two branches or more"),
        ((sintang, tmp_path / "x"), keys, "x is no file of figures"),
        ((sintang, tmp_path / "none"), keys, "cannot be read"),
        ((sintang, melawi), tmp_path / "others", "for another province"),
    ):
        with pytest.raises(AssertionError):
            town.payung("figures", "--merge", *files, "--province-key", key / PRIVATE)
        assert reason in capsys.readouterr().err


@pytest.mark.parametrize(
    "changes",
    [
        {"mark": "public"},
        {"parts": {"funnel": {"lines": [{"code": "x", "values": ["Siti"]}], "hidden": []}}},
        {"parts": {"funnel": {"lines": [{"code": "x", "values": [-1]}], "hidden": []}}},
        {"parts": {"funnel": {"lines": [{"code": "x", "values": [1.5]}], "hidden": []}}},
        {"parts": {"funnel": {"lines": [], "hidden": [[0, 0]]}}},
        {"people": ["Siti"]},
        {"month": "November"},
    ],
)
def test_a_file_that_holds_anything_else_is_refused(
    town: Town, keys: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], changes: dict[str, object]
) -> None:
    files = [file_of(town, keys, tmp_path, "61.05"), file_of(town, keys, tmp_path, "61.10", **changes)]
    with pytest.raises(AssertionError):
        town.payung("figures", "--merge", *files, "--province-key", keys / PRIVATE)
    assert "holds no figures of this version" in capsys.readouterr().err


def test_without_a_key_nothing_is_written(
    town: Town, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(AssertionError):
        town.payung("figures", "--for-merge", tmp_path / "a")
    assert "--province-key: is needed" in capsys.readouterr().err
    with pytest.raises(AssertionError):
        town.payung("figures", "--for-merge", tmp_path / "a", "--province-key", tmp_path / "none")
    assert not (tmp_path / "a").exists()


def test_the_error_of_a_key_names_its_file(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="none cannot be read"):
        envelope.read_text(tmp_path / "none")
