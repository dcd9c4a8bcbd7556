"""Why the office asks for a correction, or cannot accept: lists on buttons, and how each is told."""

from __future__ import annotations

from bot.registration.form import CARD_PICTURE
from bot.texts import Html, Texts, key

CORRECTIONS = {  # by id, as it stands in the store and in buttons
    "typo": key("because.typo"),
    "not_as_card": key("because.not_as_card"),
    "incomplete": key("because.incomplete"),
    "unreachable": key("because.unreachable"),
    "blurred": key("because.blurred"),
    "missing": key("because.missing"),
    "changed": key("because.changed"),
}
REJECTIONS = {
    "too_old": key("because.too_old"),
    "too_young": key("because.too_young"),
    "wage_earner": key("because.wage_earner"),
    "elsewhere": key("because.elsewhere"),
    "no_contact": key("because.no_contact"),
    "not_wanted": key("because.not_wanted"),
    "untrue": key("because.untrue"),
}
WAYS_ON = {  # what whoever was rejected can do now
    "too_old": key("way_on.too_old"),
    "too_young": key("way_on.too_young"),
    "wage_earner": key("way_on.wage_earner"),
    "elsewhere": key("way_on.elsewhere"),
    "no_contact": key("way_on.no_contact"),
    "not_wanted": key("way_on.not_wanted"),
    "untrue": key("way_on.untrue"),
}
WAY_ON = key("way_on.other")
_OF_CARD = frozenset(
    {"nik", "as_card", "name", "birthplace", "birth_date", "sex", "mother_name", "family_card"}
)


def reasons_for(step: str) -> tuple[str, ...]:
    """Return the ids of the reasons that make sense for an answer, the commonest first."""
    if step == CARD_PICTURE:
        return ("missing", "blurred")
    if step == "phone":
        return ("unreachable", "typo", "missing")
    return ("not_as_card", "typo", "incomplete") if step in _OF_CARD else ("incomplete", "typo", "changed")


def reason_text(texts: Texts, listed: str, words: str) -> Html:
    """Return a reason as its worker reads it; nothing where none was given."""
    known = CORRECTIONS | REJECTIONS
    if listed in known:
        return texts(known[listed])
    return texts("because.in_words", words=words) if words else Html("")
