"""What lists in force say of somebody who has registered, where the answers do not say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.register.comparing import FIELD_NAMES, Known, differing
from bot.register.links import Links
from bot.register.statements import Statements
from bot.texts import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.register.statements import Saying, Statement
    from bot.registration.registration import Registration
    from bot.texts import Html
    from bot.turns.turn import Turn

_ASKED: Final = (Known.BORN, Known.SEX, Known.VILLAGE)
_ENDS: Final = {"dead": key("look.list_dead"), "moved": key("look.list_moved")}


def person_of(turn: Turn, registration: Registration) -> int | None:
    """Return the person of a registration, once it was looked at beside the lists."""
    own = _own(turn, registration)
    return Links(turn.tx).person_of(own.id) if own else None


def _own(turn: Turn, registration: Registration) -> Statement | None:
    said = Statements(turn.tx).of_registration(registration.id)
    return next((one for one in said if not one.until), None)


def lines(turn: Turn, registration: Registration) -> Iterator[Html]:
    """Give a line for each thing that a list says differently, or that only a list knows."""
    own, person = _own(turn, registration), person_of(turn, registration)
    if own is None or person is None:
        return
    statements = Statements(turn.tx)
    for number in Links(turn.tx).statements_of(person):
        saying = next((one for one in statements.sayings(number) if one.is_live), None)
        listed = statements.get(number) if saying else None
        if saying and listed:
            yield from _of_list(turn, own, listed, saying)


def _of_list(turn: Turn, own: Statement, listed: Statement, saying: Saying) -> Iterator[Html]:
    texts, day = turn.texts, turn.texts.date(saying.as_of)
    if listed.content.life in _ENDS:
        yield texts(_ENDS[listed.content.life], agency=saying.agency, day=day)
    if listed.content.kpj:
        yield texts("look.list_kpj", agency=saying.agency, day=day)
    other = differing((own.content, own.place), (listed.content, listed.place), _ASKED)
    if other:
        fields = ", ".join(texts.bare(FIELD_NAMES[known]) for known in other)
        yield texts("look.list_differs", agency=saying.agency, day=day, fields=fields)
