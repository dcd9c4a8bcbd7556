"""/acara: events are entered, told, counted; and whoever follows a link of one is welcomed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import structs

from bot.announcements.audience import Audience
from bot.announcements.compose.drafting import Drafting
from bot.announcements.message import Content, Link, Message
from bot.announcements.store import Announcements
from bot.clock import office_day
from bot.dialogue.data import OutdatedError
from bot.dialogue.position import Position
from bot.dialogue.reaction import Outcome
from bot.dialogue.screen import Document, Picture, Screen
from bot.events import counting, screens, taps
from bot.events.entering import AGENT, AGENT_FORM, EVENT_FORM, OF, agent_form, event_form, named_of, told_of
from bot.events.event import codes_in, link
from bot.events.store import Events
from bot.events.words import news, where
from bot.figures.shown import Shown
from bot.figures.words import Words
from bot.guide.beginning import Beginning
from bot.months import month_of
from bot.terms.roles import Right
from bot.texts import DEFAULT_LANGUAGE

if TYPE_CHECKING:
    from bot.dialogue.event import Event as Happening
    from bot.dialogue.reaction import Reaction
    from bot.events.event import Event
    from bot.resources import Resources
    from bot.turns.turn import Turn

_LISTED: Final = 20


class EventDesk:
    """The conversation about events."""

    def __init__(self, resources: Resources) -> None:
        self._form, self._agent_form = event_form(resources), agent_form()
        self._beginning, self._drafting = Beginning(resources), Drafting(resources)

    # -- whoever follows a link

    def arrive(self, turn: Turn) -> None:
        """Welcome somebody to an event, and count that; nothing of whom is kept before they agree."""
        code, agent = codes_in(turn.words)
        event = Events(turn.tx).with_code(code)
        if event:
            payload = self._payload(turn, event, agent)
            if turn.position.start_link != payload:  # the same link, tapped once more
                Events(turn.tx).count_opened(payload)
            turn.words = payload
            turn.show(
                turn.texts("acara.welcome", what=event.told.what, where=where(turn.resources, event.told))
            )
        self._beginning.start(turn)

    @staticmethod
    def _payload(turn: Turn, event: Event, code: str) -> str:
        """Return the payload of a link that was given out: that of the event for whatever was made up."""
        agents = {one.code: one for one in Events(turn.tx).agents(event)}
        return event.payload_of(agents[code]) if code in agents else event.payload

    # -- the list

    @staticmethod
    def list_events(turn: Turn) -> None:
        """List the events."""
        turn.put(screens.listed(turn, Events(turn.tx).newest(_LISTED)), turn.over)

    # -- entering one

    def begin(self, turn: Turn) -> None:
        """Ask what, where, when."""
        turn.leave_form()
        turn.position = Position(form=EVENT_FORM)
        turn.play(self._form, {}, None)

    def take(self, turn: Turn, event: Happening) -> Reaction:
        """Take one event while an event is entered."""
        reaction, entered = turn.play_noting(self._form, event)
        if reaction.outcome is Outcome.COMPLETED:
            turn.leave_form()
            today = office_day(turn.now)
            added = Events(turn.tx).add(told_of(entered), named_of(entered, today), turn.chat_id)
            turn.show(turn.texts("acara.added"))
            turn.acts.append(counting.CountEvent(added.number))
        elif reaction.outcome:
            self.leave(turn)
        return reaction

    def lead_back(self, turn: Turn) -> None:
        """Show the way back to what is current."""
        turn.lead_back(self._form, turn.position.scratch)

    @staticmethod
    def leave(turn: Turn) -> None:
        """Leave what was being entered: nothing of it is kept."""
        turn.leave_form()
        turn.show(turn.texts("acara.left"), (turn.button("acara.list_button", taps.ListEvents()),))

    # -- one event

    @staticmethod
    def _found(turn: Turn, number: int) -> Event:
        event = Events(turn.tx).get(number)
        if event is None:
            raise OutdatedError("event")
        return event

    def open(self, turn: Turn, data: taps.OpenEvent) -> None:
        """Have counted what came of an event."""
        self._found(turn, data.number)
        turn.acts.append(counting.CountEvent(data.number, over=turn.over))

    def show_places(self, turn: Turn, data: taps.ShowPlaces) -> None:
        """Have it counted by village or by agent."""
        self._found(turn, data.number)
        if data.by not in {counting.BY_VILLAGE, counting.BY_AGENT}:
            raise OutdatedError(data.by)
        turn.acts.append(counting.CountEvent(data.number, data.by, turn.over))

    def show(self, turn: Turn, errand: counting.CountEvent, found: counting.Result | None) -> None:
        """Show an event, or a table of it."""
        event = Events(turn.tx).get(errand.number)
        if event is None or found is None:
            turn.show(turn.texts("acara.not_counted"))
            return
        small = turn.may(Right.SEE_SMALL_NUMBERS)
        words = Words(turn.texts, turn.resources, month_of(office_day(turn.now)))
        agents = Events(turn.tx).agents(event)
        names = {one.code: one.name for one in agents}
        table = Shown(counting.by_agent(names), found.by_agent, words, small=small)
        if not errand.by:
            if event.named:
                turn.tx.audit(f"chat:{turn.chat_id}", "see named", f"event:{event.number}")
            turn.put(screens.one(turn, event, table, agents), errand.over)
            return
        if errand.by == counting.BY_VILLAGE:
            table = Shown(counting.by_village(), found.by_village, words, small=small)
        turn.put(screens.table(turn, event, table), errand.over)

    # -- its agents

    def ask_agent(self, turn: Turn, data: taps.AddAgent) -> None:
        """Ask for the name of somebody who hands out links."""
        self._found(turn, data.number)
        turn.leave_form()
        scratch = {OF: str(data.number)}
        turn.position = structs.replace(turn.position, form=AGENT_FORM, scratch=scratch)
        turn.play(self._agent_form, scratch, None)

    def take_agent(self, turn: Turn, event: Happening) -> Reaction:
        """Take one event while a name is typed."""
        reaction, entered = turn.play_noting(self._agent_form, event)
        if reaction.outcome is Outcome.COMPLETED:
            turn.leave_form()
            held = self._found(turn, int(entered[OF]))
            agent = Events(turn.tx).add_agent(held, entered[AGENT], turn.chat_id)
            address = link(turn.bot_name, held.payload_of(agent))
            turn.show(turn.texts("acara.agent_added", name=agent.name, link=address))
            turn.acts.append(counting.CountEvent(held.number))
        elif reaction.outcome:
            self.leave(turn)
        return reaction

    def lead_back_agent(self, turn: Turn) -> None:
        """Show the way back to what is current."""
        turn.lead_back(self._agent_form, turn.position.scratch)

    # -- telling of it

    def tell(self, turn: Turn, data: taps.Tell) -> None:
        """Open the desk of announcements with the words about an event, for its district."""
        if not turn.allowed(Right.ANNOUNCE, "siarkan"):
            raise OutdatedError("announcement")
        event, announcements = self._found(turn, data.number), Announcements(turn.tx)
        texts = turn.resources.catalogues
        contents = {one: Content(news(texts[one], turn.resources, event)) for one in texts.languages}
        button = Link(texts[DEFAULT_LANGUAGE].bare("acara.news_button"), link(turn.bot_name, event.payload))
        draft = announcements.begin(turn.chat_id)
        draft = announcements.save(
            draft,
            message=Message(contents, links=(button,)),
            audience=Audience({"district": (event.told.district,)}),
        )
        self._drafting.show_desk(turn, draft)

    def make_poster(self, turn: Turn, data: taps.MakePoster) -> None:
        """Have the poster made."""
        event = self._found(turn, data.number)
        if data.kind not in {counting.PNG, counting.PDF}:
            raise OutdatedError(data.kind)
        turn.acts.append(counting.DrawPoster(event.number, data.kind, turn.language, turn.bot_name))

    @staticmethod
    def send_poster(turn: Turn, errand: counting.DrawPoster, made: counting.Made | None) -> None:
        """Send the poster that was made."""
        event = Events(turn.tx).get(errand.number)
        if made is None or event is None:
            turn.show(turn.texts("acara.not_counted"))
            return
        said = turn.texts("poster.made")
        if made.svg:
            name = turn.texts.bare("poster.file_picture", code=event.code)
            turn.acts.append(Screen(said, picture=Picture(name, made.svg, as_file=True)))
        else:
            document = Document(turn.texts.bare("poster.file_pdf", code=event.code), made.content)
            turn.acts.append(Screen(said, document=document))

    # -- putting it away

    def forget_named(self, turn: Turn, data: taps.ForgetNamed) -> None:
        """Forget who may be named."""
        event = self._found(turn, data.number)
        Events(turn.tx).forget_named(event.number, turn.chat_id)
        turn.show(turn.texts("acara.unnamed_done"))
        turn.acts.append(counting.CountEvent(event.number))

    def close(self, turn: Turn, data: taps.CloseEvent) -> None:
        """List an event no longer."""
        Events(turn.tx).close(self._found(turn, data.number).number, turn.chat_id)
        self.list_events(turn)
