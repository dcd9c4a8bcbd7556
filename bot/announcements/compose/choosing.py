"""Choosing who gets an announcement: criteria on buttons, and audiences that were saved."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.announcements import describe
from bot.announcements.audience import Audience
from bot.announcements.compose import entry
from bot.announcements.compose.standing import Place, stand
from bot.announcements.criteria import BY_NAME, CRITERIA, LIST
from bot.announcements.saved import SavedAudiences
from bot.announcements.states import State
from bot.announcements.store import Announcements
from bot.announcements.surveying import CountRecipients
from bot.announcements.taps import ChooseAudience, Desk, Everyone, Forget, Keep, Kept, Pick
from bot.dialogue.screen import Screen, Toast, rows
from bot.dialogue.screens import cut
from bot.front.pages import on_page
from bot.terms.roles import Right
from bot.texts import Html, key

if TYPE_CHECKING:
    from bot.announcements.announcement import Announcement
    from bot.announcements.audience import Count
    from bot.announcements.compose.drafting import Drafting
    from bot.announcements.criteria import Criterion
    from bot.dialogue.screen import Button
    from bot.texts import Texts
    from bot.turns.turn import Turn

_ON_PAGE, _MOST_KEPT = 24, 20
_LABEL = 34
_OTHER_WAY = (key("audience.leave_out"), key("audience.let_in"))  # from each way of choosing to the other
_PAGE = "_page"  # in place of a value: the button leads to another page


class AudienceDesk:
    """The screens on which an audience is put together."""

    def __init__(self, drafting: Drafting) -> None:
        self._drafting = drafting

    def menu(self, turn: Turn, data: ChooseAudience) -> None:
        """Show the criteria."""
        one = self._drafting.draft(turn, data.number)
        if one:
            self._count(turn, one)

    def counted(self, turn: Turn, errand: CountRecipients, found: Count | None) -> None:
        """Show a screen again after the audience was counted."""
        one = Announcements(turn.tx).get(errand.number)
        if one is None or one.state is not State.DRAFT:
            turn.show(turn.texts("announce.draft_gone"))
            return
        counts = describe.count(turn.texts, turn.resources, found) if found else Html("")
        if errand.then == Pick.action:
            screen = self._value_screen(turn, one, errand, counts)
        else:
            screen = self._menu_screen(turn, one, counts)
        turn.put(screen, errand.over)

    @staticmethod
    def _menu_screen(turn: Turn, one: Announcement, counts: Html) -> Screen:
        texts, buttons = turn.texts, []
        for criterion in CRITERIA:
            if not criterion.is_offered(one.audience.wanted):
                continue
            name = texts(criterion.label)
            chosen = len(one.audience[criterion]) + len(one.audience.unwanted.get(criterion.name, ()))
            if chosen:
                name = texts("audience.chosen", criterion=name, count=chosen)
            buttons.append(turn.labelled(name, Pick(one.id, criterion.name)))
        more = [(turn.button("audience.kept_ones", Kept(one.id)),)]
        if not one.audience.is_everyone:
            more.insert(0, (turn.button("audience.keep", Keep(one.id)),))
            more.insert(0, (turn.button("audience.take_everyone", Everyone(one.id)),))
        chosen_ones = describe.audience(texts, turn.resources, one.audience)
        done = ((turn.button("announce.back", Desk(one.id)),),)
        example = texts.example(entry.AUDIENCE)
        text = texts("audience.menu", audience=chosen_ones, counts=counts, example=example)
        return Screen(text, (*rows(buttons, 2), *more, *done))

    def everyone(self, turn: Turn, data: Everyone) -> None:
        """Take all criteria away."""
        one = self._drafting.draft(turn, data.number)
        if one:
            self._count(turn, Announcements(turn.tx).save(one, audience=Audience()))

    # -- the values of one criterion

    def pick(self, turn: Turn, data: Pick) -> None:
        """Show the values of a criterion, tick or untick one, or turn the page."""
        one, criterion = self._drafting.draft(turn, data.number), BY_NAME.get(data.criterion)
        if one is None:
            return
        if criterion is None:
            self._count(turn, one)
            return
        values = criterion.values(turn.tx, turn.resources, one.audience.wanted)
        chosen = next((each for each in values if criterion.short(turn.tx.keys, each) == data.value), None)
        if chosen is not None:
            change = one.audience.barred if data.without else one.audience.toggled
            one = Announcements(turn.tx).save(one, audience=change(criterion, chosen))
        stand(turn, one, Place.AUDIENCE)
        turn.acts.append(
            CountRecipients(
                one.id, Pick.action, turn.over, criterion=criterion.name, page=data.page, without=data.without
            )
        )

    def _value_screen(self, turn: Turn, one: Announcement, at: CountRecipients, counts: Html) -> Screen:
        texts, criterion = turn.texts, BY_NAME[at.criterion]
        values = criterion.values(turn.tx, turn.resources, one.audience.wanted)
        shown, page = on_page(values, _ON_PAGE, at.page)
        here = Pick(one.id, criterion.name, _PAGE, page.number, at.without)
        buttons = [self._value_button(turn, one, here, value) for value in shown]
        ways = page.ways(turn, lambda number: replace(here, page=number))
        other_way = [turn.button(_OTHER_WAY[at.without], replace(here, without=1 - at.without))]
        last = (
            turn.button("audience.back", ChooseAudience(one.id)),
            turn.button("announce.back", Desk(one.id)),
        )
        text = self._value_text(texts, criterion, at, counts, any_values=bool(values))
        return Screen(text, (*rows(buttons, 2), *ways, *rows(other_way if values else [], 1), last))

    @staticmethod
    def _value_text(
        texts: Texts, criterion: Criterion, at: CountRecipients, counts: Html, *, any_values: bool
    ) -> Html:
        name = texts(criterion.label)
        if not any_values and criterion.name != LIST:
            return texts("audience.no_values", criterion=name)
        asked = key("audience.pick_without") if at.without else key("audience.pick")
        text = texts(asked, criterion=name, counts=counts)
        hint = texts("audience.list_hint")
        return Html(f"{text}\n\n{hint}") if criterion.name == LIST else text

    @staticmethod
    def _value_button(turn: Turn, one: Announcement, here: Pick, value: str) -> Button:
        criterion = BY_NAME[here.criterion]
        name = cut(criterion.value_name(turn.texts, turn.resources, value), _LABEL)
        wanted, unwanted = one.audience[criterion], one.audience.unwanted.get(criterion.name, ())
        mark = "✅ " if value in wanted else "🚫 " if value in unwanted else ""
        short = criterion.short(turn.tx.keys, value)
        return turn.labelled(f"{mark}{name}", replace(here, value=short))

    # -- audiences with a name

    def keep(self, turn: Turn, data: Keep) -> None:
        """Ask for the name under which it is saved."""
        one = self._drafting.draft(turn, data.number)
        if one:
            self._drafting.ask(turn, one, entry.NAME)

    def kept(self, turn: Turn, data: Kept) -> None:
        """List saved audiences; take one."""
        one = self._drafting.draft(turn, data.number)
        if one is None:
            return
        found = SavedAudiences(turn.tx).newest(_MOST_KEPT)
        taken = next((kept for kept in found if kept.id == data.audience), None)
        if taken is not None:
            self._count(turn, Announcements(turn.tx).save(one, audience=taken.audience))
            return
        self._show_kept(turn, data.number)

    @staticmethod
    def _show_kept(turn: Turn, number: int) -> None:
        found = SavedAudiences(turn.tx).newest(_MOST_KEPT)
        rows_ = [
            (
                turn.labelled(cut(kept.name, _LABEL), Kept(number, kept.id)),
                turn.button("audience.forget", Forget(number, kept.id)),
            )
            for kept in found
        ]
        text = turn.texts("audience.which_kept") if found else turn.texts("audience.none_kept")
        back = ((turn.button("audience.back", ChooseAudience(number)),),)
        turn.put(Screen(text, (*rows_, *back)), turn.over)

    def forget(self, turn: Turn, data: Forget) -> None:
        """Throw a saved audience away."""
        if not self._drafting.draft(turn, data.number):
            return
        any_ones = turn.may(Right.DROP_ANY_AUDIENCE)
        if SavedAudiences(turn.tx).drop(data.audience, turn.chat_id, any_ones=any_ones):
            turn.tx.audit(f"chat:{turn.chat_id}", "drop audience", f"audience:{data.audience}")
        else:
            turn.acts.append(Toast(turn.texts.bare("audience.not_yours")))
        self._show_kept(turn, data.number)

    def _count(self, turn: Turn, one: Announcement) -> None:
        """Have the audience counted, and the criteria shown with what was found."""
        stand(turn, one, Place.AUDIENCE)
        self._drafting.count(turn, one, ChooseAudience.action, turn.over)
