"""The front door: writing an announcement, up to its confirmation."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.announcements import taps as data
from bot.announcements.audience import Count
from bot.announcements.compose.choosing import AudienceDesk
from bot.announcements.compose.composer import Composer
from bot.announcements.compose.confirming import Confirming
from bot.announcements.compose.drafting import Drafting
from bot.announcements.compose.editing import Editing
from bot.announcements.compose.entry import ANNOUNCE
from bot.announcements.compose.hearing import Hearing
from bot.announcements.compose.offering import Offering
from bot.announcements.compose.parts import Parts
from bot.announcements.compose.patterns import Patterns
from bot.announcements.compose.repeating import Repeating
from bot.announcements.compose.trying import TriedMessage, Trying
from bot.announcements.compose.typed_audience import NumberFile, TypedAudience
from bot.announcements.surveying import CountRecipients, look_count
from bot.front.errands import Arrival, Download, Survey
from bot.front.feature import Feature, HostedForm, Listener
from bot.front.handlers import Command, Tap, taps
from bot.terms.roles import Right
from bot.texts import key

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.front.handlers import Handler
    from bot.front.schedule import Schedule
    from bot.resources import Resources
    from bot.turns.turn import Turn

_RIGHT = Right.ANNOUNCE


def feature(resources: Resources, schedule: Schedule) -> Feature:
    """Return all that this room answers."""
    drafting = Drafting(resources)
    confirming, audiences = Confirming(drafting, schedule), AudienceDesk(drafting)
    offering, trying = Offering(drafting), Trying(drafting)
    patterns = Patterns(drafting)
    composer = Composer(drafting, confirming, offering, patterns, schedule)
    typed = TypedAudience(drafting)
    hearing = Hearing(drafting, composer, offering, typed)
    form = HostedForm(
        ANNOUNCE, composer.take, composer.repeat, composer.leave, right=_RIGHT,
        steps=tuple(drafting.form.by_id), wants_voice=True,
    )  # fmt: skip
    return Feature(
        handlers=[
            *_writing(composer),
            *_keeping(patterns),
            Tap(data.Repeat, Repeating(drafting).choose, right=_RIGHT),
            *_choosing(Parts(drafting, schedule), audiences), *_confirming(confirming, trying),
        ],
        forms=[form],
        # After danger and thanks, before everything that is answered to workers; a time is no danger.
        listeners=[
            Listener(-1, hearing.hear_time, keeps=True),
            Listener(11, Editing(drafting, offering).hear, keeps=True),
            Listener(11, hearing.hear, keeps=True),
        ],
        errands=[
            Survey(
                CountRecipients, partial(look_count, resources=resources), Count,
                _counted(composer, audiences), _RIGHT,
            ),
            Download(NumberFile, resources.limits.picture_bytes, typed.take_file),
            Arrival(TriedMessage, trying.tested),
        ],
    )  # fmt: skip


def _counted(
    composer: Composer, audiences: AudienceDesk
) -> Callable[[Turn, CountRecipients, Count | None], None]:
    """Return who goes on after an audience was counted."""
    choosing = {data.ChooseAudience.action, data.Pick.action}
    return lambda turn, errand, found: (
        audiences.counted(turn, errand, found)
        if errand.then in choosing
        else composer.counted(turn, errand, found)
    )


def _writing(composer: Composer) -> list[Handler]:
    return [
        Command("siarkan", composer.open, label=key("command.siarkan"), order=2, right=_RIGHT),
        *taps({data.New: composer.begin}, right=_RIGHT),
        Tap(data.Desk, composer.back_to_desk, right=_RIGHT),
        Tap(data.Write, composer.write, right=_RIGHT),
        Tap(data.DropDraft, composer.drop, right=_RIGHT),
    ]


def _keeping(patterns: Patterns) -> list[Handler]:
    return [
        *taps({data.ListTemplates: patterns.show_all}, right=_RIGHT),
        Tap(data.KeepTemplate, patterns.keep, right=_RIGHT),
        Tap(data.ShowTemplate, patterns.show, right=_RIGHT),
        Tap(data.UseTemplate, patterns.use, right=_RIGHT),
        Tap(data.RenameTemplate, patterns.ask_to_rename, right=_RIGHT),
        Tap(data.DropTemplate, patterns.drop, right=_RIGHT),
    ]


def _choosing(parts: Parts, audiences: AudienceDesk) -> list[Handler]:
    return [
        Tap(data.ChooseKind, parts.choose_kind, right=_RIGHT),
        Tap(data.ChooseButtons, parts.choose_buttons, right=_RIGHT),
        Tap(data.ChooseTime, parts.choose_time, right=_RIGHT),
        Tap(data.ChooseAudience, audiences.menu, right=_RIGHT),
        Tap(data.Pick, audiences.pick, right=_RIGHT),
        Tap(data.Everyone, audiences.everyone, right=_RIGHT),
        Tap(data.Keep, audiences.keep, right=_RIGHT),
        Tap(data.Kept, audiences.kept, right=_RIGHT),
        Tap(data.Forget, audiences.forget, right=_RIGHT),
    ]


def _confirming(confirming: Confirming, trying: Trying) -> list[Handler]:
    return [
        Tap(data.Test, trying.test, right=_RIGHT),
        Tap(data.Send, confirming.ask_to_confirm, right=_RIGHT),
        Tap(data.AllowNumber, confirming.allow_number, right=_RIGHT),
        Tap(data.Second, confirming.second, right=_RIGHT),
        Tap(data.Refuse, confirming.refuse, right=_RIGHT),
    ]
