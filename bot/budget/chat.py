"""/anggaran: four questions, then three ways side by side, of which each can be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from bot.budget import screens, taps
from bot.budget.looking import CountReached, MakeWorkbook, ReckonPlan
from bot.budget.questions import (
    BUDGET,
    CHANGE,
    SLOT,
    WHAT,
    asked_scenario,
    budget_form,
    change_form,
    changed,
)
from bot.budget.store import Plan, Plans
from bot.budgeting.variants import variants
from bot.clock import office_day
from bot.dialogue.data import OutdatedError
from bot.dialogue.position import Position
from bot.dialogue.reaction import Outcome
from bot.dialogue.screen import Document, Picture, Screen
from bot.months import month_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.budget.looking import Made, ReachedBy, Reckoned
    from bot.dialogue.event import Event
    from bot.dialogue.reaction import Reaction
    from bot.resources import Resources
    from bot.turns.turn import Turn


class Budgeting:
    """The conversation."""

    def __init__(self, resources: Resources) -> None:
        self._form, self._change = budget_form(resources), change_form(resources)

    # -- the questions

    def open(self, turn: Turn) -> None:
        """Show what was worked out last; without that, ask."""
        if Plans(turn.tx).get(turn.chat_id):
            self.show(turn)
        else:
            self.begin(turn)

    def begin(self, turn: Turn) -> None:
        """Ask for a budget."""
        turn.leave_form()
        turn.position = Position(form=BUDGET)
        turn.play(self._form, {}, None)

    def change(self, turn: Turn, data: taps.ChangeWay) -> None:
        """Ask for one thing of one way."""
        plan = _plan(turn)
        if data.step not in self._change.by_id or data.slot >= len(plan.ways):
            raise OutdatedError(data.step)
        turn.leave_form()
        turn.position = Position(form=CHANGE, scratch={WHAT: data.step, SLOT: str(data.slot)})
        turn.play(self._change, turn.position.scratch, None)

    def take(self, turn: Turn, event: Event) -> Reaction:
        """Take one event while a budget is asked for."""
        reaction, noted = turn.play_noting(self._form, event)
        if reaction.outcome is Outcome.COMPLETED:
            turn.leave_form()
            asked = asked_scenario(noted, month_of(office_day(turn.now)))
            Plans(turn.tx).put(turn.chat_id, Plan(variants(asked)))
            self.show(turn)
        elif reaction.outcome:
            self.cancel(turn)
        return reaction

    def take_change(self, turn: Turn, event: Event) -> Reaction:
        """Take one event while one way is changed."""
        reaction, noted = turn.play_noting(self._change, event)
        if reaction.outcome is Outcome.COMPLETED:
            turn.leave_form()
            self._put_change(turn, noted)
            self.show(turn)
        elif reaction.outcome:
            self.cancel(turn)
        return reaction

    @staticmethod
    def _put_change(turn: Turn, noted: Mapping[str, str]) -> None:
        plan, slot = _plan(turn), int(noted[SLOT])
        ways = list(plan.ways)
        begun, step = ways[0].first_month, noted[WHAT]
        ways[slot] = changed(ways[slot], step, noted[step])
        # Who is too old or covered goes by the beginning of the first way.
        candidates = plan.candidates if ways[0].first_month == begun else None
        Plans(turn.tx).put(turn.chat_id, replace(plan, ways=tuple(ways), candidates=candidates))

    def lead_back(self, turn: Turn) -> None:
        """Show the way back to what is current."""
        turn.lead_back(self._form, turn.position.scratch)

    def lead_back_to_change(self, turn: Turn) -> None:
        """Show the way back to the question of a change."""
        turn.lead_back(self._change, turn.position.scratch)

    @staticmethod
    def cancel(turn: Turn) -> None:
        """Leave the questions: nothing is changed."""
        turn.leave_form()
        turn.show(turn.texts("budget.left"), screens.back(turn))

    # -- what it comes to

    @staticmethod
    def show(turn: Turn) -> None:
        """Have the plan reckoned."""
        turn.acts.append(ReckonPlan(turn.chat_id, turn.language))

    def show_reckoned(self, turn: Turn, _: ReckonPlan, found: Reckoned | None) -> None:
        """Show the three ways."""
        plan = Plans(turn.tx).get(turn.chat_id)
        if plan is None or found is None:
            turn.show(turn.texts("budget.not_reckoned"), screens.anew(turn))
            return
        Plans(turn.tx).put(turn.chat_id, replace(plan, candidates=found.candidates))
        picture = Picture(turn.texts.bare("budget.picture_name"), found.svg)
        turn.acts.append(Screen(found.text, screens.plan_rows(turn, plan, found.candidates), picture=picture))

    @staticmethod
    def open_way(turn: Turn, data: taps.OpenWay) -> None:
        """Show what of one way can be changed."""
        plan = _plan(turn)
        if data.slot >= len(plan.ways):
            raise OutdatedError(str(data.slot))
        turn.acts.append(screens.way_screen(turn, plan.ways[data.slot], data.slot))

    @staticmethod
    def show_orders(turn: Turn) -> None:
        """Show who may come first."""
        turn.acts.append(screens.orders_screen(turn, _plan(turn).ways[0].order))

    @staticmethod
    def take_order(turn: Turn, data: taps.TakeOrder) -> None:
        """Let those come first, in all ways, and count anew."""
        plan = _plan(turn)
        ways = tuple(replace(way, order=data.order) for way in plan.ways)
        Plans(turn.tx).put(turn.chat_id, replace(plan, ways=ways))
        turn.acts.append(CountReached(turn.chat_id))

    @staticmethod
    def count_who(turn: Turn) -> None:
        """Have it counted whom each way reaches."""
        _plan(turn)
        turn.acts.append(CountReached(turn.chat_id))

    @staticmethod
    def show_who(turn: Turn, _: CountReached, found: ReachedBy | None) -> None:
        """Show by decile and district whom each way reaches."""
        plan = Plans(turn.tx).get(turn.chat_id)
        if plan is None or found is None:
            turn.show(turn.texts("budget.not_reckoned"), screens.anew(turn))
            return
        turn.tx.audit(f"chat:{turn.chat_id}", "count whom a budget reaches")
        turn.acts.append(screens.who_screen(turn, plan.ways[0].order, found.ways))

    def take_pool(self, turn: Turn, data: taps.TakePool) -> None:
        """Reckon with whom lists hold, or with the branch's figures."""
        plan = _plan(turn)
        Plans(turn.tx).put(turn.chat_id, replace(plan, by_number=bool(data.by_number), candidates=None))
        self.show(turn)

    @staticmethod
    def make_file(turn: Turn) -> None:
        """Have the workbook made."""
        _plan(turn)
        turn.acts.append(MakeWorkbook(turn.chat_id, turn.language))

    @staticmethod
    def send_file(turn: Turn, _: MakeWorkbook, made: Made | None) -> None:
        """Send the workbook."""
        if made is None:
            turn.show(turn.texts("budget.not_reckoned"), screens.anew(turn))
            return
        day = office_day(turn.now).isoformat()
        document = Document(turn.texts.bare("budget.xl_file", day=day), made.content)
        turn.acts.append(Screen(turn.texts("budget.file"), (screens.back(turn),), document=document))


def _plan(turn: Turn) -> Plan:
    """Return the plan of the chat. Raise OutdatedError where there is none."""
    plan = Plans(turn.tx).get(turn.chat_id)
    if plan is None:
        raise OutdatedError("budget")
    return plan
