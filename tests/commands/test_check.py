"""The command check, as far as figures of law are concerned."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from bot.cli import main
from bot.folders import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NUMBERS = "config/payung.toml: emergency: no number of ambulance, rescue, police, helpline: nobody can call"
DISCOUNT = "config/scheme/discounts.toml: discount_other_sectors: valid until 2026-12-31 only"


@pytest.fixture
def change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str, str], None]:
    """Run the commands on a copy of config/ in which a text of a file of the scheme is another."""
    shutil.copytree(ROOT / "config", tmp_path / "config")
    monkeypatch.setenv("PAYUNG_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("PAYUNG_NOW", "2026-08-01T08:00:00+07:00")

    def replace(name: str, old: str, new: str) -> None:
        path = tmp_path / "config" / "scheme" / name
        content = path.read_text()
        assert old in content
        path.write_text(content.replace(old, new, 1))

    return replace


def test_a_heading_of_lists_that_stands_for_two_things_is_wrong_configuration(
    change: Callable[[str, str, str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    change("../lists/headings.toml", '"NIK", ', '"NIK", "Nama", ')
    assert main(["check"]) == 2
    assert "Nama stands for two things" in capsys.readouterr().err


def test_a_code_of_lists_that_means_nothing_here_is_named(
    change: Callable[[str, str, str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    change("../lists/codes.toml", "domestic = [", "servant = [")
    assert main(["check"]) == 1
    assert "config/lists/codes.toml: work.servant: is not one of" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("now", "warned"),
    [
        ("2026-11-01", [DISCOUNT]),
        ("2026-11-22", [DISCOUNT]),
        ("2027-01-01", []),
        (
            "2027-02-01",
            [
                (
                    "config/scheme/payment.toml: overpaid, discount_automatic, discount_not_state: "
                    "valid until 2027-03-31 only"
                ),
                "config/scheme/discounts.toml: discount_transport: valid until 2027-03-31 only",
            ],
        ),
    ],
)
def test_a_discount_that_ends_soon_is_warned_of_and_fails_nothing(
    command: Any,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    now: str,
    warned: list[str],
) -> None:
    monkeypatch.setenv("PAYUNG_NOW", f"{now}T08:00:00+07:00")
    assert command("check") == 0
    captured = capsys.readouterr()
    assert captured.err.splitlines() == [f"payung: warning: {one}" for one in [*warned, NUMBERS]]
    assert "in order" in captured.out


def test_a_tariff_checked_long_ago_is_one_line(
    command: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PAYUNG_NOW", "2027-08-01T08:00:00+07:00")
    assert command("check") == 0
    lines = [line for line in capsys.readouterr().err.splitlines() if "tiers.csv" in line]
    said = "67 rows: last checked on 2026-11-22, more than 180 days ago"
    assert lines == [f"payung: warning: config/scheme/tiers.csv: {said}"]


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("tiers.csv", "PP 44/2015 Lampiran II row 7,", ",", "line 8: has no law"),
        ("eligibility.toml", 'law = "Permenaker 5/2021"', 'law = ""', "fact age_limit: has no law"),
        ("discounts.toml", "source = ", "sauce = ", "discount discount_transport: has no source"),
        ("tiers.csv", "jkk,1100000,", "jkk,1300000,", "jkk from 1300000: valid from 2015-07-01 while"),
        ("tiers.csv", "jkm,0,", "jkm,1,", "jkm: no tier begins at 0"),
        ("discounts.toml", '["transport"]', '["transport", "trader"]', "overlaps with discount_transport"),
    ],
)
def test_a_figure_without_law_or_beside_another_fails(
    change: Any, command: Any, capsys: pytest.CaptureFixture[str], name: str, old: str, new: str, said: str
) -> None:
    change(name, old, new)
    assert command("check") == 1
    captured = capsys.readouterr()
    assert said in captured.err
    assert f"scheme/{name}: " in captured.err
    assert "in order" not in captured.out


@pytest.mark.parametrize("name", ["name", "income", "email", "an_when", "an_hour", "an_fallback_desa"])
def test_an_example_that_is_missing_is_a_fault_that_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: Callable[..., int], capsys: Any, name: str
) -> None:
    shutil.copytree(ROOT / "config", tmp_path / "config")
    settings = tmp_path / "config" / "payung.toml"
    before, heading, after = settings.read_text().partition("[examples]")
    left = [line for line in after.splitlines() if not line.startswith(f"{name} = ")]
    settings.write_text(before + heading + "\n".join(left))
    monkeypatch.setenv("PAYUNG_CONFIG", str(tmp_path / "config"))
    assert command("check") == 1
    assert f"config/payung.toml: examples.{name}: is missing (id)" in capsys.readouterr().err


def test_a_wrong_layout_of_a_list_that_goes_out_is_wrong_configuration(
    change: Callable[[str, str, str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    change("../lists/exports/bpjs.toml", 'holds = "nik"', 'holds = "ktp"')
    assert main(["check"]) == 2
    said = capsys.readouterr().err
    assert "config/lists/exports/bpjs.toml: columns: 3 (NIK): holds: there is no 'ktp'" in said
