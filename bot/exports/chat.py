"""/ekspor: lists are made, sent again, and said to have gone to BPJS Ketenagakerjaan."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from bot.clock import office_day
from bot.dialogue.data import OutdatedError
from bot.dialogue.errand import Errand
from bot.exports import screens
from bot.exports.asked import Asked
from bot.exports.chosen import CRITERIA, Chosen
from bot.exports.export import actor_of, subject_of
from bot.exports.layouts import load_layouts
from bot.exports.store import Exports

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.exports import taps
    from bot.exports.export import Export
    from bot.exports.layouts import Layout
    from bot.resources import Resources
    from bot.store.transaction import Transaction
    from bot.turns.turn import Turn

_SHOWN: Final = 6  # lists that went out last


class CountChosen(Errand, frozen=True, tag="export_count"):
    """Count what an officer has chosen, to be shown in the place of a message (0: below)."""

    chat_id: int
    over: int = 0


class CountToHand(Errand, frozen=True, tag="export_hand"):
    """Count whom a list would move on, to be shown in the place of a message (0: below)."""

    number: int
    over: int = 0


class Counted(Struct, frozen=True):
    """How many."""

    count: int


def look_chosen(tx: Transaction, errand: CountChosen) -> Counted | None:
    """Count what is chosen; None where nothing is (any more)."""
    chosen = Asked(tx).choice(errand.chat_id)
    return Counted(Exports(tx).count_matching(chosen)) if chosen else None


def look_to_hand(tx: Transaction, errand: CountToHand) -> Counted:
    """Count who is still as the list holds them."""
    return Counted(Exports(tx).count_to_hand(errand.number))


class Exporting:
    """The conversation."""

    def __init__(self, resources: Resources) -> None:
        self._layouts: Mapping[str, Layout] = load_layouts(resources)

    @staticmethod
    def overview(turn: Turn) -> None:
        """Show what waits to go out, and the lists that went out last."""
        exports = Exports(turn.tx)
        screen = screens.overview(turn, exports.count_unexported(), exports.newest(_SHOWN))
        turn.put(screen, turn.over)

    # -- accepted since the last one

    def ask_since_last(self, turn: Turn, _: taps.SinceLast) -> None:
        """Ask for a yes."""
        waiting = Exports(turn.tx).count_unexported()
        if not waiting:
            self.overview(turn)
            return
        turn.put(screens.ask_since_last(turn, waiting, self._layouts), turn.over)

    def make_since_last(self, turn: Turn, data: taps.SinceLastYes) -> None:
        """Make the list, of whoever waits now."""
        layout = self._layouts.get(data.layout)
        export = Exports(turn.tx).make_since_last(layout, turn.chat_id) if layout else None
        if export is None:  # somebody else was quicker
            self.overview(turn)
            return
        self._promise(turn, export)

    @staticmethod
    def _promise(turn: Turn, export: Export) -> None:
        Asked(turn.tx).add_file(export.number, turn.chat_id)
        turn.put(screens.promised(turn, export), turn.over)

    # -- chosen by criteria

    @staticmethod
    def choose(turn: Turn, data: taps.Choose) -> None:
        """Show what is chosen, counted."""
        asked = Asked(turn.tx)
        if data.anew or asked.choice(turn.chat_id) is None:
            asked.put_choice(turn.chat_id, Chosen())
        turn.acts.append(CountChosen(turn.chat_id, turn.over))

    def show_chosen(self, turn: Turn, errand: CountChosen, found: Counted | None) -> None:
        """Show the count."""
        chosen = Asked(turn.tx).choice(turn.chat_id)
        if found is None or chosen is None:
            turn.show(turn.texts("export.not_counted"))
            return
        turn.put(screens.chosen_screen(turn, chosen, found.count, self._layouts), errand.over)

    @staticmethod
    def show_values(turn: Turn, data: taps.ShowValues) -> None:
        """Show the values of a criterion."""
        chosen = Asked(turn.tx).choice(turn.chat_id) or Chosen()
        criterion = next((one for one in CRITERIA if one.name == data.criterion), None)
        if criterion is None or not criterion.is_offered(chosen.wanted):
            raise OutdatedError(data.criterion)
        turn.put(screens.values_screen(turn, chosen, criterion), turn.over)

    def toggle(self, turn: Turn, data: taps.Toggle) -> None:
        """Want a value, or no longer."""
        chosen = Asked(turn.tx).choice(turn.chat_id) or Chosen()
        criterion = next((one for one in CRITERIA if one.name == data.criterion), None)
        if criterion is None or data.value not in criterion.values(turn.tx, turn.resources, chosen.wanted):
            raise OutdatedError(data.criterion)
        chosen = chosen.toggled(criterion, data.value)
        Asked(turn.tx).put_choice(turn.chat_id, chosen)
        turn.put(screens.values_screen(turn, chosen, criterion), turn.over)

    @staticmethod
    def show_periods(turn: Turn, _: taps.ShowPeriods) -> None:
        """Show between which days registrations may have been sent."""
        turn.put(screens.periods_screen(turn, office_day(turn.now)), turn.over)

    @staticmethod
    def want_period(turn: Turn, data: taps.Period) -> None:
        """Want those that were sent between two days."""
        chosen = Asked(turn.tx).choice(turn.chat_id) or Chosen()
        chosen = replace(chosen, first=_day(data.first), last=_day(data.last))
        Asked(turn.tx).put_choice(turn.chat_id, chosen)
        turn.acts.append(CountChosen(turn.chat_id, turn.over))

    def make_chosen(self, turn: Turn, data: taps.MakeChosen) -> None:
        """Make the list; what was chosen is used up, so that two taps make one list."""
        layout, asked = self._layouts.get(data.layout), Asked(turn.tx)
        chosen = asked.choice(turn.chat_id)
        if chosen is None or layout is None:
            self.overview(turn)
            return
        asked.drop_choice(turn.chat_id)
        export = Exports(turn.tx).make(chosen, layout, turn.chat_id)
        if export:
            self._promise(turn, export)

    # -- one list

    def open(self, turn: Turn, data: taps.OpenExport) -> None:
        """Show one list."""
        self._open(turn, data.number)

    def _open(self, turn: Turn, number: int) -> None:
        export = Exports(turn.tx).get(number)
        if export is None:
            self.overview(turn)
            return
        turn.put(screens.export_screen(turn, export), turn.over)

    def send_again(self, turn: Turn, data: taps.SendAgain) -> None:
        """Have the same file sent once more."""
        export = Exports(turn.tx).get(data.number)
        if export is None or not export.is_kept:
            self._open(turn, data.number)
            return
        turn.tx.audit(actor_of(turn.chat_id), "export again", subject_of(export.number))
        self._promise(turn, export)

    def ask_hand_over(self, turn: Turn, data: taps.AskHandOver) -> None:
        """Have counted whom it would move on, to ask for a yes."""
        export = Exports(turn.tx).get(data.number)
        if export is None or export.handed_by is not None:
            if data.below:
                turn.show(turn.texts("export.is_handed", number=data.number))
            else:
                self._open(turn, data.number)
            return
        turn.acts.append(CountToHand(export.number, 0 if data.below else turn.over))

    def show_to_hand(self, turn: Turn, errand: CountToHand, found: Counted | None) -> None:
        """Ask for the yes."""
        export = Exports(turn.tx).get(errand.number)
        if export is None or found is None:
            turn.show(turn.texts("export.not_counted"))
            return
        turn.put(screens.ask_hand_over(turn, export, found.count), errand.over)

    def hand_over(self, turn: Turn, data: taps.HandOver) -> None:
        """Have its registrations moved on; whoever said so first is who did."""
        Exports(turn.tx).begin_handing(data.number, turn.chat_id)
        self._open(turn, data.number)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise OutdatedError(text) from None
