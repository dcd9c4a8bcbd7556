"""The front door: enrolling, status, one's own data, the calculator, the lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogue.screen import Delete
from bot.front import ways
from bot.front.errands import Download
from bot.front.feature import Feature, HostedForm, Listener
from bot.front.handlers import Command, StartLink, Tap, taps
from bot.registration import invited
from bot.registration import taps as data
from bot.registration.asked_again import AskedAgain
from bot.registration.calculator import CALCULATOR, Calculator
from bot.registration.enrolment import Enrolment
from bot.registration.errands import CardPicture
from bot.registration.form import ASKED, CORRECTION, ENROLMENT, PROOF, RECOVERY
from bot.registration.invited import WithInvitation
from bot.registration.lock import ask_to_lock, lock
from bot.registration.mydata import MyData
from bot.registration.paying import show_how_to_pay
from bot.registration.receipt import PREFIX, tell_stage
from bot.registration.recovery import Recovery
from bot.registration.status import choose_number, send_receipt, show_status
from bot.registration.steps.readers import GROUP
from bot.texts import key

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.front.handlers import Handler
    from bot.front.schedule import Schedule
    from bot.resources import Resources
    from bot.turns.turn import Turn


_RECOVERY = Recovery()


def feature(resources: Resources, _: Schedule) -> Feature:
    """Return all that this room answers."""
    enrolment, mydata = Enrolment(resources), MyData(resources)
    calculator, asked = Calculator(resources, enrolment), AskedAgain(resources)
    with_invitation = WithInvitation(resources, enrolment)
    return Feature(
        handlers=[
            *_handlers(enrolment, mydata, calculator),
            *_invitation_handlers(with_invitation),
            Tap(data.PutRight, asked.begin),
        ],
        forms=[
            *_forms(enrolment, mydata, calculator),
            HostedForm(
                invited.INVITED, with_invitation.take, with_invitation.lead_back, with_invitation.cancel
            ),
            HostedForm(ASKED, asked.take, asked.lead_back, asked.cancel),
        ],
        errands=[
            Download(CardPicture, resources.limits.picture_bytes, _into_open_form(enrolment, mydata, asked))
        ],
        typed={
            key("menu.status"): show_status,
            key("menu.my_data"): mydata.open,
            key("menu.calculate"): calculator.open,
        },
        listeners=[Listener(15, mydata.hear_number), Listener(20, enrolment.listen)],
        abandon=enrolment.abandon,
        resume=enrolment.resume,
    )


def _handlers(enrolment: Enrolment, mydata: MyData, calculator: Calculator) -> list[Handler]:
    return [
        StartLink(PREFIX, tell_stage),
        Command("daftar", enrolment.begin, label=key("command.daftar"), order=20),
        Command("kelompok", enrolment.begin_group, label=key("command.kelompok"), order=25),
        Command("iuran", calculator.open, label=key("command.iuran"), order=40),
        Command("status", show_status, label=key("command.status"), order=60),
        Command("bayar", show_how_to_pay, label=key("command.bayar"), order=65),
        Command("dataku", mydata.open, label=key("command.dataku"), order=70),
        Command("kunci", ask_to_lock, label=key("command.kunci"), order=80),
        Tap(ways.Enrol, enrolment.begin),
        Tap(ways.Drop, enrolment.ask_to_drop),
        Tap(data.NextPerson, enrolment.begin_next),
        Tap(ways.HowToPay, show_how_to_pay),
        Tap(data.TakeAlong, calculator.take_along),
        Tap(data.PriceLaws, calculator.show_laws),
        Tap(data.ShowReceipt, send_receipt),
        Tap(data.NumberOnPicture, choose_number),
        Tap(data.Recover, _RECOVERY.begin),
        Tap(data.Unlock, mydata.unlock),
        Tap(data.Correct, mydata.correct),
        Tap(data.File, mydata.send_file),
        Tap(data.Erase, mydata.ask_to_erase),
        Tap(data.EraseYes, mydata.erase),
        *taps(
            {
                ways.EnrolGroup: enrolment.begin_group,
                ways.Status: show_status,
                ways.ShowMyData: mydata.open,
                ways.Calculate: calculator.open,
                ways.Lock: ask_to_lock,
                data.LockYes: lock,
                data.Close: mydata.close,
            }
        ),
    ]


def _invitation_handlers(with_invitation: WithInvitation) -> list[Handler]:
    return [
        StartLink(invited.PREFIX, with_invitation.arrive),
        Command("undangan", with_invitation.begin, label=key("command.undangan"), order=22),
        Tap(data.UseInvitation, with_invitation.begin),
        Tap(data.InvitationIsMine, with_invitation.settle),
    ]


def _forms(enrolment: Enrolment, mydata: MyData, calculator: Calculator) -> list[HostedForm]:
    return [
        HostedForm(ENROLMENT, enrolment.take, enrolment.lead_back, enrolment.cancel),
        HostedForm(GROUP, enrolment.take, enrolment.lead_back, enrolment.cancel),
        HostedForm(PROOF, mydata.take_proof, mydata.lead_back, mydata.cancel),
        HostedForm(RECOVERY, _RECOVERY.take, _RECOVERY.lead_back, _RECOVERY.cancel),
        HostedForm(CORRECTION, mydata.take_correction, mydata.lead_back, mydata.cancel),
        HostedForm(CALCULATOR, calculator.take, calculator.lead_back, calculator.cancel, gives_way=True),
    ]


def _into_open_form(
    enrolment: Enrolment, mydata: MyData, asked: AskedAgain
) -> Callable[[Turn, CardPicture, bytes | None], None]:
    """Return what hands a fetched picture to the form that asked for it; elsewhere only its message goes."""
    takes = {ENROLMENT: enrolment.take_picture, CORRECTION: mydata.take_picture, ASKED: asked.take_picture}

    def take(turn: Turn, picture: CardPicture, content: bytes | None) -> None:
        form = turn.position.form
        if turn.in_form and form in takes and turn.position.draft == picture.draft:
            takes[form](turn, picture, content)
        else:
            turn.acts.append(Delete(picture.message_id))

    return take
