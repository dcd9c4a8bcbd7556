"""What an audience wants: kept as JSON, ticked on buttons, asked of the store with bound values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.announcements.audience import Audience
from bot.announcements.criteria import BY_NAME

if TYPE_CHECKING:
    from bot.resources import Resources

SEMITAU, BADAU = "61.06.10", "61.06.03"


def test_what_is_wanted_stands_in_no_statement_as_such() -> None:
    audience = Audience({"district": ("x' OR 1 = 1 --", BADAU), "language": ("y",)})
    assert audience.parts() == {
        "wanted": "coalesce(s.district, '') IN (:district_0, :district_1)",
        "wanted_chat": "coalesce(c.language, '') IN (:language_0)",
        "unwanted": "0 = 1",
        "unwanted_here": "0 = 1",
    }
    assert audience.parameters() == {"district_0": "x' OR 1 = 1 --", "district_1": BADAU, "language_0": "y"}


def test_nor_does_what_is_not_wanted() -> None:
    audience = Audience({}, {"occupation": ("farmer",), "language": ("y",), "district": (BADAU,)})
    parts = audience.parts()
    assert parts["wanted"] == parts["wanted_chat"] == "1 = 1"
    assert parts["unwanted_here"].split(" OR ") == [
        "coalesce(c.language, '') IN (:notlanguage_0)",
        "coalesce(s.district, '') IN (:notdistrict_0)",
        "coalesce(s.occupation, '') IN (:notoccupation_0)",
    ]
    assert "coalesce(x.occupation, '') IN (:notoccupation_0)" in parts["unwanted"]
    assert audience.parameters() == {
        "notdistrict_0": BADAU, "notoccupation_0": "farmer", "notlanguage_0": "y",
    }  # fmt: skip


def test_what_is_not_wanted_is_kept_and_read_too() -> None:
    audience = Audience({"payer": ("self",)}, {"district": (BADAU, SEMITAU)})
    text = '{"payer": ["self"], "not": {"district": ["61.06.03", "61.06.10"]}}'
    assert audience.dump() == text
    assert Audience.load(text).dump() == text
    assert not Audience({}, {"district": (BADAU,)}).is_everyone
    assert Audience({}, {"district": (BADAU,)}).is_any_chat
    with pytest.raises(ValueError, match="shoe_size"):
        Audience.load('{"not": {"shoe_size": ["41"]}}')


def test_a_value_is_wanted_or_not_but_never_both() -> None:
    district = BY_NAME["district"]
    barred = Audience().barred(district, BADAU)
    assert barred.unwanted == {"district": (BADAU,)}
    assert barred.toggled(district, BADAU) == Audience({"district": (BADAU,)})
    assert barred.barred(district, BADAU) == Audience()
    assert Audience({"district": (BADAU,)}).barred(district, BADAU) == barred


WHOLE = Audience(
    {
        "language": ("id",),
        "district": (SEMITAU, BADAU),
        "village": ("61.06.10.2001",),
        "occupation": ("farmer",),
        "stage": ("draft",),
        "payer": ("self",),
        "link": ("pasar",),
    }
)


def test_an_audience_is_read_as_it_was_kept() -> None:
    assert Audience.load(Audience().dump()) == Audience()
    assert Audience.load(WHOLE.dump()).dump() == WHOLE.dump()
    assert Audience({"district": (BADAU, SEMITAU)}).dump() == Audience({"district": (SEMITAU, BADAU)}).dump()


def test_an_audience_is_kept_as_json_by_names_which_stay() -> None:
    text = '{"language": ["id"], "district": ["61.06.03", "61.06.10"]}'
    assert Audience.load(text) == Audience({"district": (BADAU, SEMITAU), "language": ("id",)})
    assert Audience.load("{}").is_everyone
    assert Audience({"payer": ()}) == Audience()


def test_a_stage_of_before_is_read_as_it_is_called_today() -> None:
    stage, today = BY_NAME["stage"], Audience({"stage": ("ended",)})
    assert Audience.load('{"stage": ["closed", "ended"]}') == today
    assert Audience.load('{"not": {"stage": ["closed"]}}') == Audience({}, {"stage": ("ended",)})
    assert Audience().toggled(stage, "closed") == today
    assert today.toggled(stage, "closed") == Audience()
    assert today.barred(stage, "closed") == Audience({}, {"stage": ("ended",)})


def test_a_criterion_that_is_not_known_widens_no_audience() -> None:
    with pytest.raises(ValueError, match="shoe_size"):
        Audience.load('{"shoe_size": ["41"]}')


def test_a_value_is_ticked_and_unticked() -> None:
    ticked = Audience().toggled(BY_NAME["payer"], "self").toggled(BY_NAME["payer"], "apbd")
    assert ticked == Audience({"payer": ("self", "apbd")})
    assert ticked.toggled(BY_NAME["payer"], "self") == Audience({"payer": ("apbd",)})
    assert ticked.toggled(BY_NAME["payer"], "self").toggled(BY_NAME["payer"], "apbd").is_everyone


def test_villages_go_with_their_district() -> None:
    audience = Audience({"district": (SEMITAU, BADAU), "village": ("61.06.10.2001", "61.06.03.2001")})
    assert audience.toggled(BY_NAME["district"], BADAU) == Audience(
        {"district": (SEMITAU,), "village": ("61.06.10.2001",)}
    )
    assert audience.toggled(BY_NAME["payer"], "self").wanted["village"] == audience.wanted["village"]


def test_districts_are_offered_in_the_order_of_the_alphabet(resources: Resources) -> None:
    codes = BY_NAME["district"].values(None, resources, {})  # type: ignore[arg-type]
    names = [BY_NAME["district"].value_name(resources.catalogues["id"], resources, code) for code in codes]
    assert names == sorted(names)
