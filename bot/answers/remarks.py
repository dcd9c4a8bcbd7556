"""What is said to a remark: a greeting, that somebody cannot read, that the card is lost, and the way on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.front.ways import (
    AskAnything,
    Calculate,
    Enrol,
    EnrolGroup,
    Help,
    Lock,
    News,
    Office,
    Privacy,
    ShowBenefits,
    ShowMyData,
    Status,
)
from bot.remarks.judge import Remark
from bot.texts import key

if TYPE_CHECKING:
    from bot.dialogue.data import Data


@dataclass(frozen=True, slots=True)
class Comeback:
    """What is said to a remark, and the rows of buttons below: message ids, and where they lead.

    `helps`: it is a wish that is met; else only courtesy.
    """

    text: str
    rows: tuple[tuple[tuple[str, Data], ...], ...] = ()
    helps: bool = True


_PERSON = ((key("answer.person"), Office()),)
_ENROL = (key("menu.enrol"), Enrol())
_ASK = (key("menu.ask"), AskAnything())
_WAYS_ON = (((key("menu.benefits"), ShowBenefits()), (key("menu.calculate"), Calculate())), (_ENROL, _ASK))

COMEBACKS = {
    Remark.GREETING: Comeback(key("remark.greeting"), _WAYS_ON, helps=False),
    Remark.THANKS: Comeback(key("remark.thanks"), _WAYS_ON, helps=False),
    Remark.OK: Comeback(key("remark.ok"), ((_ENROL, _ASK),), helps=False),
    Remark.ANGER: Comeback(key("remark.anger"), (_PERSON,), helps=False),
    Remark.ROBOT: Comeback(key("remark.robot"), _WAYS_ON, helps=False),
    Remark.TALK: Comeback(key("remark.talk"), _WAYS_ON, helps=False),
    Remark.MENU: Comeback(key("remark.menu"), (((key("menu.help"), Help()),),)),
    Remark.STOP_NEWS: Comeback(key("remark.stop_news"), (((key("mute.open"), News()),),)),
    Remark.CANCEL: Comeback(key("remark.cancel"), ((_ENROL,), ((key("menu.my_data"), ShowMyData()),))),
    Remark.LATER: Comeback(key("remark.later")),
    Remark.BAD_SIGNAL: Comeback(key("remark.bad_signal")),
    Remark.CANNOT_READ: Comeback(key("remark.cannot_read"), (_PERSON,)),
    Remark.OTHER_PHONE: Comeback(key("remark.other_phone"), ((_ENROL, (key("menu.lock"), Lock())),)),
    Remark.DELETE_DATA: Comeback(
        key("remark.delete_data"), (((key("menu.my_data"), ShowMyData()), (key("menu.privacy"), Privacy())),)
    ),
    Remark.LOCK_CHAT: Comeback(key("remark.lock_chat"), (((key("menu.lock"), Lock()),),)),
    Remark.LOST_NUMBER: Comeback(key("remark.lost_number"), (((key("menu.status"), Status()),), _PERSON)),
    Remark.NO_CARD: Comeback(key("remark.no_card"), (_PERSON,)),
    Remark.ON_CARD: Comeback(key("remark.on_card"), (_PERSON,)),
    Remark.NOT_KNOW: Comeback(key("remark.not_know"), (_PERSON,)),
    Remark.NO_PHONE: Comeback(key("remark.no_phone")),
    Remark.PERSON: Comeback(key("remark.person"), (_PERSON,)),
    Remark.SAID_BEFORE: Comeback(key("remark.said_before")),
    Remark.CORRECT: Comeback(key("remark.correct"), (((key("menu.my_data"), ShowMyData()),),)),
    Remark.GROUP: Comeback(key("remark.group"), (((key("menu.group"), EnrolGroup()),), _PERSON)),
}
