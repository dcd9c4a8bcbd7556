"""Whether two sources say the same."""

from __future__ import annotations

from msgspec.structs import replace

from bot.register.comparing import Known, contradicts, differing, value_of
from tests.register.making import HILIR, LEMEDAK, SITI


def test_a_name_is_the_same_in_capitals_and_silence_contradicts_nobody() -> None:
    other = replace(SITI, name="SITI  AMINAH", nik="", sex="")
    assert differing((SITI, LEMEDAK), (other, LEMEDAK), list(Known)) == []
    assert value_of(Known.NIK, other, LEMEDAK) == ""


def test_places_and_work_may_change_but_a_birth_date_may_not() -> None:
    other = replace(SITI, work="trader", born=SITI.born and SITI.born.replace(day=18))
    assert differing((SITI, LEMEDAK), (other, HILIR), list(Known)) == [
        Known.BORN, Known.VILLAGE, Known.OCCUPATION,
    ]  # fmt: skip
    assert contradicts((SITI, LEMEDAK), (other, HILIR)) == [Known.BORN]


def test_who_is_said_to_be_dead_is_not_alive_by_the_silence_of_another() -> None:
    assert contradicts((replace(SITI, life="dead"), LEMEDAK), (SITI, LEMEDAK)) == [Known.LIFE]
