"""Choosing who gets an announcement: criteria on buttons, and audiences that were saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.announcements import describe
from bot.announcements.audience import Audience
from bot.announcements.criteria import BY_NAME, CRITERIA
from bot.announcements.saved import SavedAudiences
from bot.announcements.states import State
from bot.announcements.store import Announcements
from bot.announcements.surveys import COUNT, as_count
from bot.announcements.taps import AUDIENCE, DESK, as_number, number_of, over_of, put
from bot.dialogue.screen import Screen, Survey, Toast, rows
from bot.dialogue.screens import cut
from bot.staff.roles import Role
from bot.staff.store import Staff
from bot.texts import Html

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from bot.announcements.announcement import Announcement
    from bot.announcements.compose import Composer
    from bot.announcements.criteria import Criterion
    from bot.dialogue.screen import Button
    from bot.turn import Turn

PICK, EVERYONE, KEEP, KEPT, FORGET = (
    "an_pick", "an_everyone", "an_keep", "an_kept", "an_forget",
)  # fmt: skip
_ON_PAGE, _MOST_KEPT = 24, 20
_LABEL = 34
_PAGE = "_page"  # in place of a value: the button leads to another page


class AudienceDesk:
    """The screens on which an audience is put together."""

    def __init__(self, composer: Composer) -> None:
        self._composer = composer

    def actions(self) -> dict[str, Callable[[Turn], None]]:
        """Return what each button does."""
        return {
            AUDIENCE: self.menu,
            PICK: self.pick,
            EVERYONE: self.everyone,
            KEEP: self.keep,
            KEPT: self.kept,
            FORGET: self.forget,
        }

    def menu(self, turn: Turn) -> None:
        """Show the criteria."""
        one = self._composer.draft(turn)
        if one:
            _count(turn, one, AUDIENCE)

    def counted(self, turn: Turn, values: Mapping[str, Any], found: Mapping[str, Any] | None) -> None:
        """Show a screen again after the audience was counted."""
        one = Announcements(turn.tx).get(values["id"])
        if one is None or one.state is not State.DRAFT:
            turn.show(turn.texts("announce.draft_gone"))
            return
        counts = describe.count(turn.texts, turn.resources, as_count(found)) if found else Html("")
        if values["then"] == PICK:
            screen = self._value_screen(turn, one, BY_NAME[values["criterion"]], values["page"], counts)
        else:
            screen = self._menu_screen(turn, one, counts)
        put(turn, screen, values["over"])

    @staticmethod
    def _menu_screen(turn: Turn, one: Announcement, counts: Html) -> Screen:
        texts, number = turn.texts, str(one.id)
        buttons = []
        for criterion in CRITERIA:
            if not criterion.is_offered(one.audience.wanted):
                continue
            name, chosen = texts(criterion.label), len(one.audience[criterion])
            if chosen:
                name = texts("audience.chosen", criterion=name, count=chosen)
            buttons.append(turn.labelled(name, PICK, number, criterion.name))
        more = [(turn.button("audience.kept_ones", KEPT, number),)]
        if not one.audience.is_everyone:
            more.insert(0, (turn.button("audience.keep", KEEP, number),))
            more.insert(0, (turn.button("audience.take_everyone", EVERYONE, number),))
        chosen_ones = describe.audience(texts, turn.resources, one.audience)
        done = ((turn.button("announce.back", DESK, number),),)
        text = texts("audience.menu", audience=chosen_ones, counts=counts)
        return Screen(text, (*rows(buttons, 2), *more, *done))

    def everyone(self, turn: Turn) -> None:
        """Take all criteria away."""
        one = self._composer.draft(turn)
        if one:
            _count(turn, Announcements(turn.tx).save(one, audience=Audience()), AUDIENCE)

    # -- the values of one criterion

    def pick(self, turn: Turn) -> None:
        """Show the values of a criterion, tick or untick one, or turn the page."""
        one = self._composer.draft(turn)
        if one is None:
            return
        _, name, value, page = (*turn.argument.split("|"), "", "", "")[:4]
        criterion = BY_NAME.get(name)
        if criterion is None:
            _count(turn, one, AUDIENCE)
            return
        values = criterion.values(turn.tx, turn.resources, one.audience.wanted)
        chosen = next((each for each in values if criterion.short(turn.tx.keys, each) == value), None)
        if chosen is not None:
            one = Announcements(turn.tx).save(one, audience=one.audience.toggled(criterion, chosen))
        _count(turn, one, PICK, criterion=name, page=as_number(page))

    def _value_screen(
        self, turn: Turn, one: Announcement, criterion: Criterion, page: int, counts: Html
    ) -> Screen:
        texts, values = turn.texts, criterion.values(turn.tx, turn.resources, one.audience.wanted)
        pages = max(1, -(-len(values) // _ON_PAGE))
        page = min(page, pages - 1)
        shown = values[page * _ON_PAGE : (page + 1) * _ON_PAGE]
        buttons = [self._value_button(turn, one, criterion, value, page) for value in shown]
        turning = [
            turn.labelled(label, PICK, str(one.id), criterion.name, _PAGE, str(other))
            for label, other in (("‹", page - 1), ("›", page + 1))
            if 0 <= other < pages
        ]
        text = texts("audience.pick", criterion=texts(criterion.label), counts=counts)
        if not values:
            text = texts("audience.no_values", criterion=texts(criterion.label))
        last = (
            turn.button("audience.back", AUDIENCE, str(one.id)),
            turn.button("announce.back", DESK, str(one.id)),
        )
        return Screen(text, (*rows(buttons, 2), *rows(turning, 2), last))

    @staticmethod
    def _value_button(turn: Turn, one: Announcement, criterion: Criterion, value: str, page: int) -> Button:
        name = cut(criterion.value_name(turn.texts, turn.resources, value), _LABEL)
        mark = "✅ " if value in one.audience[criterion] else ""
        short = criterion.short(turn.tx.keys, value)
        return turn.labelled(f"{mark}{name}", PICK, str(one.id), criterion.name, short, str(page))

    # -- audiences with a name

    def keep(self, turn: Turn) -> None:
        """Ask for the name under which it is saved."""
        one = self._composer.draft(turn)
        if one:
            self._composer.ask_name(turn, one)

    def kept(self, turn: Turn) -> None:
        """List saved audiences; take one."""
        one, chosen = self._composer.draft(turn), turn.argument.partition("|")[2]
        if one is None:
            return
        found = SavedAudiences(turn.tx).newest(_MOST_KEPT)
        taken = next((kept for kept in found if str(kept.id) == chosen), None)
        if taken is not None:
            _count(turn, Announcements(turn.tx).save(one, audience=taken.audience), AUDIENCE)
            return
        self._show_kept(turn, number_of(turn))

    @staticmethod
    def _show_kept(turn: Turn, number: int) -> None:
        found = SavedAudiences(turn.tx).newest(_MOST_KEPT)
        rows_ = [
            (
                turn.labelled(cut(kept.name, _LABEL), KEPT, str(number), str(kept.id)),
                turn.button("audience.forget", FORGET, str(number), str(kept.id)),
            )
            for kept in found
        ]
        text = turn.texts("audience.which_kept") if found else turn.texts("audience.none_kept")
        back = ((turn.button("audience.back", AUDIENCE, str(number)),),)
        put(turn, Screen(text, (*rows_, *back)), over_of(turn))

    def forget(self, turn: Turn) -> None:
        """Throw a saved audience away."""
        chosen = turn.argument.partition("|")[2]
        number = as_number(chosen)
        if not self._composer.draft(turn):
            return
        admin = Staff(turn.tx).role_of(turn.chat_id) is Role.ADMIN
        if SavedAudiences(turn.tx).drop(number, turn.chat_id, any_ones=admin):
            turn.tx.audit(f"chat:{turn.chat_id}", "drop audience", f"audience:{number}")
        else:
            turn.acts.append(Toast(turn.texts.bare("audience.not_yours")))
        self._show_kept(turn, number_of(turn))


def _count(turn: Turn, one: Announcement, then: str, **values: object) -> None:
    """Have the audience counted; the screen `then` is shown with what was found."""
    turn.acts.append(Survey(COUNT, {"id": one.id, "then": then, "over": over_of(turn), **values}))
