"""What keeps statements from joining by themselves, however much they have in common."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.linkage.judge import judge
from bot.linkage.profile import Profile
from bot.linkage.reasons import Reason
from tests.linkage.making import FEW, SITI, asks, joins, judged, reasons, said

_STEM = SITI.nik[:15]


def test_two_whole_niks_that_differ_are_for_an_officer() -> None:
    assert asks(said(nik="6106045708809007", phone="+6281234567890"), said(phone="+6281234567890"))


def test_a_rounded_nik_beside_another_name_is_for_an_officer() -> None:
    assert asks(said(nik="", stem=_STEM, name="Siti Rohani"), said())


def test_a_rounded_nik_beside_another_birth_date_is_for_an_officer() -> None:
    assert asks(said(nik="", stem=_STEM, birth_date=date(1951, 1, 2)), said())


def test_the_same_nik_under_another_name_is_for_an_officer() -> None:
    assert asks(said(name="Lukas Ujang"), said())


def test_the_number_of_a_family_card_does_not_join_father_and_son() -> None:
    father = said(name="Yohanes", birth_date=date(1955, 2, 3))
    assert asks(said(name="Yohanes", birth_date=date(1983, 9, 20)), father)


def test_a_twin_of_nearly_the_same_name_is_for_an_officer() -> None:
    assert asks(said(nik="", name="Siti Rohani Ningsih"), said(name="Siti Rohana Ningsih"))


def test_where_another_is_near_an_officer_is_asked() -> None:
    twin = said(nik="6106015708809002", name="Siti Rohanah")
    assert joins(said(nik=""), said())
    assert asks(said(nik=""), said(), twin)
    assert Reason.OTHER_NEAR in judged(said(nik=""), said(), twin).pairs[0].reasons


def test_another_of_whom_it_is_decided_is_no_longer_near() -> None:
    new, known = said(nik=""), said(person=1)
    twin = said(nik="6106015708809002", name="Siti Rohanah", person=2)
    found = judge([new], [known, twin], commonness=FEW, not_same=[(new.id, twin.id)])
    assert found.verdicts[0].person == 1
    assert not found.pairs


def test_who_is_already_the_same_person_is_not_another() -> None:
    one, other = said(person=7), said(nik="", person=7)
    assert joins(said(nik=""), one, other)


def test_a_row_between_two_known_persons_merges_neither() -> None:
    new, first, second = said(), said(person=1), said(person=2)
    found = judge([new], [first, second], commonness=FEW)
    assert found.verdicts[0].person in {1, 2}
    assert [pair.reasons[-1] for pair in found.pairs] == [Reason.OTHER_NEAR]


def test_a_chain_never_brings_two_niks_together() -> None:
    one = said(nik="6106015708809001")
    between = said(nik="", stem=_STEM)
    other = said(nik="6106015708809002")
    found = judge([one, between, other], commonness=FEW)
    group = {verdict.profile: verdict.group for verdict in found.verdicts}
    assert group[one.id] != group[other.id]
    assert found.pairs


def test_a_person_to_whom_an_officer_gave_two_niks_keeps_both() -> None:
    first, second = said(person=1), said(nik="6106015708809002", person=1)
    assert joins(said(), first, second)


def test_a_person_with_another_nik_keeps_a_rounded_one_out() -> None:
    known = [said(person=1), said(nik="", person=1)]
    new = said(nik="", stem="610601570880911")
    found = judge([new], known, commonness=FEW)
    assert found.verdicts[0].person is None
    assert Reason.PERSON_NIK_OTHER in found.pairs[0].reasons or Reason.NIK_SAME_DAY in found.pairs[0].reasons


def test_birth_dates_of_a_person_keep_another_out() -> None:
    dated = said(nik="", birth_date=date(1951, 1, 2), phone="+6281234567890", person=1)
    undated = said(nik="", birth_date=None, phone="+6281234567890", person=1)
    new = said(nik="", phone="+6281234567890")
    found = judge([new], [dated, undated], commonness=FEW)
    assert found.verdicts[0].person is None


def test_what_somebody_decided_is_never_asked_again() -> None:
    new, known = said(nik="", birth_date=None), said(nik="", birth_date=None)
    assert judge([new], [known], commonness=FEW).pairs
    assert not judge([new], [known], commonness=FEW, not_same=[(known.id, new.id)]).pairs


def test_what_somebody_decided_holds_for_the_whole_person() -> None:
    new, known = said(), said(person=1)
    again = said(nik="", person=1)
    found = judge([new], [known, again], commonness=FEW, not_same=[(new.id, again.id)])
    assert found.verdicts[0].person is None
    assert not found.pairs


def test_two_rows_of_one_list_are_rather_two_people() -> None:
    one, other = said(nik="", source=4), said(nik="", source=4)
    assert Reason.ONE_LIST in reasons(one, other)
    in_two = judged(one, said(nik="", source=5)).verdicts[0].bits
    assert judged(one, other).verdicts[0].bits == in_two - 3
    assert Reason.ONE_LIST not in reasons(said(), said())


def test_the_same_row_in_a_newer_list_is_the_same_person_without_a_question() -> None:
    known = said(nik="", name="Siti", birth_date=date(1980, 7, 1), series=3, person=1)
    twin = said(nik="", name="Sita", birth_date=date(1980, 7, 1), series=3, person=2)
    again = replace(known, id=900_001, person=None)
    found = judge([again], [known, twin], commonness=FEW)
    assert found.verdicts[0].person == 1
    assert found.verdicts[0].reasons == (Reason.SAME_ROW,)
    assert not found.pairs
    assert not joins(replace(again, id=900_002, series=4), known, twin)


def test_the_same_row_of_two_persons_joins_neither() -> None:
    known = [said(nik="", birth_date=None, series=3, person=person) for person in (1, 2)]
    again = said(nik="", birth_date=None, series=3)
    assert judge([again], known, commonness=FEW).verdicts[0].person is None


def test_two_profiles_with_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="one id"):
        judge([Profile(1)], [Profile(1)])


@pytest.mark.parametrize("numbers", [{"nik": "61"}, {"stem": "6106"}, {"nik": SITI.nik, "stem": _STEM}])
def test_a_number_of_another_form_is_refused(numbers: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"digits|both"):
        Profile(1, **numbers)  # type: ignore[arg-type]


def test_a_profile_does_not_show_what_it_knows() -> None:
    assert "Rohana" not in repr(said())
