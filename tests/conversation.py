"""The middle tier: conversations with the application and a store in a temporary file, and no HTTP.

    siti.at("nik").says("6106011708809001").sees("Sudah benar?").taps("Ya, benar").sees("Siapa nama")

What somebody does is received, applied and answered before the next word is said: nothing is waited for, and
silence is certain. Telegram's rules are those of the stand-in, the same state and methods as over HTTP.
"""

from __future__ import annotations

import asyncio
import csv
import io
import json
import os
from base64 import b64decode
from contextlib import contextmanager, redirect_stdout
from typing import TYPE_CHECKING, Any, Self, TypeVar
from unittest.mock import patch

from msgspec import structs
from telegram import User

from bot.announcements.sending.broadcaster import Broadcaster
from bot.announcements.sending.cards import Cards
from bot.announcements.store import Announcements
from bot.cli import main
from bot.dialogue.form import SUMMARY
from bot.dialogue.screens import FORM
from bot.front.quiet import QuietHours
from bot.front.schedule import Schedule
from bot.gateway import turns
from bot.gateway.bot_api import ApiBot
from bot.gateway.calls import EDITS, ERRAND, QUIET, to_call, to_calls
from bot.gateway.dispatcher import Dispatcher
from bot.gateway.effort import CallEnd
from bot.gateway.intake import ALLOWED_UPDATES
from bot.privacy.forgetting import ageing
from bot.registration.form import enrolment
from bot.registration.store import Registrations
from bot.sandbox import DEMO_PEOPLE, GroupDriver, Heard, PersonDriver
from bot.sandbox.acts import Acts
from bot.sandbox.bot_profile import BotProfile
from bot.sandbox.files import Upload
from bot.sandbox.methods import METHODS
from bot.sandbox.refusals import FORBIDDEN, RefusedError
from bot.sandbox.samples import tiny_png
from bot.sandbox.world import World
from bot.settings import Environment
from bot.staff.invitations import invite
from bot.store.connection import Store
from bot.store.crypto import new_secret
from bot.store.handover import connect
from bot.store.meta import BOT_NAME, Meta
from bot.store.opening import prepare
from bot.store.transaction import Transaction
from bot.terms.roles import Role
from bot.terms.verdicts import ChatGone, Done, Refused, Unknown
from bot.texts import DEFAULT_LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable, Iterator, Mapping
    from pathlib import Path

    from bot.dialogue.screen import Delete, Edit, Notify, Screen
    from bot.gateway.calls import Call
    from bot.gateway.turns import StoredTurn
    from bot.resources import Resources
    from bot.sandbox.world import Chat
from bot.terms.verdicts import Verdict

T = TypeVar("T")

NIK = "6106011708809001"  # the example of the form
BORN = "17-08-1980"  # as it says
BOT = BotProfile(4242, "payung_contoh_bot", "Payung")
YES = "_yes"
MOST_STEPS = 30  # that a walk through the form takes, before it is thought to go in circles


class Town:
    """One bot with its store, and the people who may talk to it."""

    def __init__(self, resources: Resources, folder: Path, surroundings: Mapping[str, str]) -> None:
        self.resources, self.world = resources, World(BOT, DEMO_PEOPLE)
        self.world.updates.allow(ALLOWED_UPDATES)
        self.acts = Acts(self.world)
        self.environment = {
            "PAYUNG_BOT_TOKEN": f"{BOT.id}:contoh-token-sandbox",
            "PAYUNG_DATABASE_URL": f"sqlite:///{folder / 'payung.db'}",
            "PAYUNG_SECRET_KEY": new_secret(),
            "PAYUNG_MESSAGES_PER_SECOND": "0",
            "PAYUNG_QUIET_HOURS": "off",
            **surroundings,
        }
        self.settings = Environment({**self.environment, "PAYUNG_API_URL": "http://127.0.0.1:9"}).settings()
        prepare(self.settings.database, self.settings.keys)
        self._connection = connect(self.settings.database)
        self._connection.execute("PRAGMA synchronous=OFF")  # no power cut ends this store
        self._people: dict[int, Conversation] = {}
        self.restarts()

    def close(self) -> None:
        """Close the store."""
        self._connection.close()

    def restarts(self, resources: Resources | None = None) -> None:
        """End the bot and begin it again, with other resources where they are given."""
        self.resources = resources or self.resources
        self.resources.prepare()
        bot = ApiBot(self.settings)
        bot._bot_user = User(BOT.id, BOT.first_name, is_bot=True, username=BOT.username)
        self._schedule = Schedule(0, QuietHours.of(self.settings.quiet_hours), self.settings.clock)
        looks: Any = self  # in place of store and sender, for errands
        self._dispatcher = Dispatcher(bot, self.resources, self._schedule, looks, looks)
        self._dispatcher.application._initialized = True
        with self.unit() as tx:
            Meta(tx).put(BOT_NAME, BOT.username)

    # -- who and what there is

    def person(self, person_id: int) -> Conversation:
        """Return somebody's chat with the bot."""
        if person_id not in self._people:
            self._people[person_id] = Conversation(self, person_id)
        return self._people[person_id]

    def staff(self, role: str, person_id: int = 1003) -> Conversation:
        """Make somebody a member of staff; return their chat with the bot."""
        with self.unit() as tx:
            payload = invite(tx, Role(role), self.resources.limits.invitation_hours)
        return self.person(person_id).starts(payload).sees("kantor")

    def group(self, title: str, creator: int) -> Group:
        """Make a group with the bot in it."""
        return Group(self, self.acts.create_group(creator, title))

    def channel(self, title: str) -> Group:
        """Make a channel with the bot in it."""
        return Group(self, self.acts.create_channel(title))

    def payung(self, *arguments: object) -> str:
        """Run `payung ...`, which has to end well; return what it prints."""
        with patch.dict(os.environ, self.environment), redirect_stdout(io.StringIO()) as out:
            assert main([str(one) for one in arguments]) == 0
        return out.getvalue()

    def exported(self) -> list[dict[str, str]]:
        """Return the rows of `payung export`."""
        return list(csv.DictReader(io.StringIO(self.payung("export"))))

    def marks(self) -> list[str]:
        """Return what the office should look at, of all registrations."""
        with self.unit() as tx:
            return [mark for one in Registrations(tx).submitted() for mark in one.marks]

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """Return what a statement finds in the store, or what it does there."""
        return [tuple(row) for row in self._connection.execute(statement)]

    def file(self, message: Mapping[str, Any]) -> bytes:
        """Return what the file of a message holds; of a picture its largest size."""
        card = message["photo"][-1] if "photo" in message else message["document"]
        return self.world.files.get(card["file_id"]).upload.content

    @contextmanager
    def unit(self) -> Iterator[Transaction]:
        """Give one transaction of the store."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield Transaction(self._connection, self.settings.keys, self.settings.clock)
            self._connection.execute("COMMIT")
        finally:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    # -- time

    def is_now(self, moment: str) -> None:
        """Set the clock, and let the bot do what is due."""
        self.environment["PAYUNG_NOW"] = moment
        self.settings.clock._shift = Environment(self.environment).clock()._shift
        self.answers()

    def grows_old(self) -> None:
        """Forget what has grown too old, as the bot does each hour."""
        with self.unit() as tx:
            for forget in ageing(self.resources):
                forget(tx)

    def speaks_unasked(self) -> None:
        """Let the bot look for occasions, and send what is due; each recipient is tried once."""
        asyncio.run(self._broadcast())
        self.answers()

    async def _broadcast(self) -> None:
        settings, own = self.settings, self._dispatcher.own_messages
        async with Store(settings.database, settings.keys, settings.clock) as store:
            for job in self._dispatcher.jobs:
                await job.run(store)
            port = AtOnce(self._deliver)
            broadcaster = Broadcaster(port, store, self.resources, self._schedule, own)
            for announcement in await store.run(lambda tx: Announcements(tx).active()):
                await broadcaster._gather(announcement)
            await broadcaster.look()
            await broadcaster._fetch()
            while broadcaster._fetched:
                await broadcaster.dispatch()
                await asyncio.gather(*broadcaster._tasks)
                if not broadcaster._fetched:
                    await broadcaster._fetch()
            await broadcaster.look()
            await Cards(store, port, broadcaster, self.resources, self._schedule).show_all()

    # -- what the gateway does

    def answers(self) -> None:
        """Let the bot answer whatever has come, until it has nothing more to say."""
        pending = self.world.updates.pending
        while (notices := self._due()) or pending:
            for turn in notices:
                self._settle(turn)
            if not notices:
                self._receive(json.loads(pending.popitem(last=False)[1].body))

    def _due(self) -> list[StoredTurn]:
        with self.unit() as tx:
            return turns.due_notices(tx)

    def _receive(self, update: dict[str, Any]) -> None:
        with self.unit() as tx:
            turn = turns.receive_and_apply(tx, BOT.id, update, self._dispatcher.apply)
            if turn and turn.update:
                self._dispatcher.apply(tx, turn)  # it has failed: say why
        if turn:
            self._settle(turn)

    def _settle(self, turn: StoredTurn) -> None:
        if turn.calls:
            ends = [self._deliver(call) for call in turn.calls]
            with self.unit() as tx:
                turns.settle(tx, turn, ends, self._dispatcher)

    def _deliver(self, call: Call) -> CallEnd:
        if call.method == ERRAND:
            found = at_once(self._dispatcher.do(call.errand))
            return CallEnd(Unknown() if found is None else Done(), found=found)
        try:
            result = self._call(call)
        except RefusedError as refusal:
            return self._refused(call, refusal)
        return CallEnd(Done(result.get("message_id", 0) if isinstance(result, dict) else 0))

    def _refused(self, call: Call, refusal: RefusedError) -> CallEnd:
        """Return what a refusal means to the sender; raise it where it would set the turn aside."""
        if refusal.code == FORBIDDEN:
            return CallEnd(ChatGone())
        if "message is not modified" in refusal.description:
            return CallEnd(Done())
        if call.method in EDITS:  # what cannot be edited comes anew
            del call.params["message_id"]
            return self._deliver(structs.replace(call, method="sendMessage"))
        if call.method in QUIET:
            return CallEnd(Refused())
        raise refusal

    def _call(self, call: Call) -> Any:
        """Do what Telegram does; a picture that would be drawn is a small grey one."""
        uploads = {
            name: Upload(b64decode(value["content"]) if "content" in value else tiny_png(), value["file"])
            for name, value in call.params.items()
            if isinstance(value, dict) and "file" in value
        }
        method = METHODS[call.method.lower()]
        return method.handler(self.world, method.read(call.params | uploads, uploads, strict=True))

    async def fetch(self, file_id: str) -> bytes | None:
        """Return what a file holds, for an errand."""
        content = self.world.files.downloadable(file_id).upload.content
        return content if len(content) <= self.resources.limits.picture_bytes else None

    async def look(self, unit: Callable[[Transaction], T]) -> T:
        """Look through the store, for an errand."""
        with self.unit() as tx:
            return unit(tx)


class AtOnce:
    """The way to Telegram for what is sent unasked, without pace; see `Port`."""

    def __init__(self, deliver: Callable[[Call], CallEnd]) -> None:
        self._deliver = deliver

    def now(self) -> float:
        return 0.0

    async def admit(self, chat_id: int) -> None:
        """Return at once."""

    async def admit_again(self, since: float) -> None:
        """Return at once."""

    async def make(self, chat_id: int, act: Screen | Edit | Delete) -> Verdict:
        return self._deliver(to_call(chat_id, act)).verdict

    async def is_answered(self) -> bool:
        return True

    async def show(self, chat_id: int, act: Screen | Edit) -> int:
        return self._deliver(to_call(chat_id, act)).message_id

    def tell(self, tx: Transaction, notes: Iterable[Notify]) -> None:
        for note in notes:
            turns.add_notice(tx, note.chat_id, to_calls(note.chat_id, [note.screen]))


class Conversation:
    """Somebody's chat with the bot, written as it is read. Whatever is done returns the conversation."""

    def __init__(self, town: Town, person_id: int) -> None:
        self.town, self.id = town, person_id
        self._person = PersonDriver(town.acts, town.world.people[person_id])
        self.sent: Mapping[str, Any] = {}  # what the person did last
        self.acts = 0  # how often the person did something
        self._seen: Heard | None = None

    # -- what the person does

    def _does(self, *acts: Coroutine[Any, Any, Any]) -> Self:
        for act in acts:
            self.sent = at_once(act) or {}
            self.acts += 1
        self.town.answers()
        for query in self.town.world.queries.values():
            assert query.answer is not None, f"a tap was not answered\n{self.transcript()}"
        return self

    def starts(self, payload: str = "") -> Self:
        """Tap START, or follow a start link with this payload."""
        return self._does(self._person.starts(payload))

    def says(self, *texts: str, reply_to: int = 0) -> Self:
        """Send a text; several are sent before the bot answers the first."""
        return self._does(*(self._person.says(text, reply_to=reply_to) for text in texts))

    def taps(self, *labels: str) -> Self:
        """Tap the newest button whose label contains this; several at once as with `says`."""
        return self._does(*(self._person.taps(label) for label in labels))

    def taps_data(self, data: str, on: Mapping[str, Any] | None = None) -> Self:
        """Send a callback made by hand, on a message (the last one unless it is given)."""
        return self._does(self._person.taps_data(data, message_id=on["message_id"] if on else 0))

    def sends(self, thing: str, *content: Any, **more: Any) -> Self:
        """Send a "photo", a "document", a "voice", a "video" or a "sticker"."""
        return self._does(getattr(self._person, f"sends_{thing}")(*content, **more))

    def shares(self, thing: str, *content: Any) -> Self:
        """Share a "contact" (the own one unless it is given) or a "location"."""
        return self._does(getattr(self._person, f"shares_{thing}")(*content))

    def edits(self, message: Mapping[str, Any], text: str) -> Self:
        """Change an own message."""
        return self._does(self._person.edits(message["message_id"], text))

    def deletes(self, message: Mapping[str, Any]) -> Self:
        """Delete a message for both sides."""
        return self._does(self._person.deletes(message["message_id"]))

    def blocks(self) -> Self:
        """Block the bot."""
        return self._does(self._person.blocks())

    def unblocks(self) -> Self:
        """Let the bot write again."""
        return self._does(self._person.unblocks())

    # -- what the person sees

    def sees(self, text: str = "", *others: str) -> Self:
        """Read on until a message contains the text, or the next one; it contains the others, too."""
        self._seen = self._person._reads_on(text)
        assert self._seen, f"the bot did not say {text!r}\n{self.transcript()}"
        for other in others:
            assert other in self._seen.text, f"without {other!r}: {self._seen.text}"
        return self

    def shows(self, text: str) -> Self:
        """Make sure that a message in sight contains the text, read before or not, new or edited."""
        found = self._person._visible(text)
        assert found, f"no message of the bot reads {text!r}\n{self.transcript()}"
        self._seen = Heard(found)
        return self

    def sees_nothing(self) -> Self:
        """Make sure that there is nothing more to be read."""
        assert self._person._next() is None, f"the bot was to keep silent\n{self.transcript()}"
        return self

    def lacks(self, *texts: str) -> Self:
        """Make sure that the message seen last contains none of the texts."""
        assert not [text for text in texts if text in self.text], self.text
        return self

    def sees_no(self, *texts: str) -> Self:
        """Make sure that no message in sight contains any of the texts."""
        left = [text for message in self.chat for text in texts if text in message.text]
        assert not left, f"still there: {left}"
        return self

    def deleted(self, message: Mapping[str, Any]) -> Self:
        """Make sure that a message is gone."""
        ids = [one["message_id"] for one in self.chat]
        assert message["message_id"] not in ids, f"still there\n{self.transcript()}"
        return self

    @property
    def seen(self) -> Heard:
        """The message that was seen last."""
        assert self._seen, "nothing was seen yet"
        return self._seen

    @property
    def text(self) -> str:
        """The text of the message that was seen last."""
        return self.seen.text

    @property
    def buttons(self) -> list[str]:
        """The labels of the buttons of the message that was seen last."""
        return self.seen.buttons

    @property
    def chat(self) -> list[Heard]:
        """All messages in sight, oldest first."""
        return self._person.chat

    @property
    def commands(self) -> list[str]:
        """The names of the commands in the menu."""
        return [one["command"] for one in self.town.world.bot.commands_for(self.id, "id")]

    def transcript(self) -> str:
        """Return the whole chat."""
        return self._person.transcript()

    # -- the enrolment

    def at(self, step: str, **answers: str) -> Self:
        """Enrol until a step is due, or "summary"; the answers are the form's own examples unless given."""
        texts = self.town.resources.catalogues[DEFAULT_LANGUAGE]
        steps = enrolment(self.town.resources).steps
        given = {one.id: one.example_in(texts) for one in steps} | answers
        self.says("/daftar")
        for _ in range(MOST_STEPS):
            due, choices = self._question()
            if due == step and YES not in choices.values():
                return self
            self._answers(due, given.get(due, ""), choices)
        raise AssertionError(f"{step} is not asked\n{self.transcript()}")

    def _question(self) -> tuple[str, dict[str, str]]:
        """Read up to the question that is due; return its step, and what its buttons choose, by label."""
        while self._person._next():
            self.sees()
        parts = [(label, data.split("|")) for label, data in zip(self.buttons, self.seen.data, strict=True)]
        choices = {label: part[2] for label, part in parts if part[0] == FORM}
        return next((part[1] for _, part in parts if part[0] == FORM), ""), choices

    def _answers(self, due: str, answer: str, choices: Mapping[str, str]) -> None:
        """Tap yes, or the button that reads as the answer; else type it."""
        labels = [
            label for label, choice in choices.items() if choice == YES or answer.lower() in label.lower()
        ]
        if labels:
            self.taps(labels[0])
        else:
            self.says(answer)

    def hands_in(self) -> str:
        """Send what is on the summary; return the number as it was shown."""
        number = (
            self.taps("✅ Kirim").sees("Nomor pendaftaran:").text.split("Nomor pendaftaran: ")[1].split()[0]
        )
        self.sees("baru mulai")
        return number

    def registers(self, **answers: str) -> str:
        """Enrol and send it; return the number."""
        return self.at(SUMMARY, **answers).hands_in()

    def opens_data(self, number: str, born: str = BORN) -> Self:
        """Pass the second proof."""
        self.says("/dataku").sees("nomor pendaftaran")
        self.says(number).sees("tanggal lahirnya")
        return self.says(born).sees("Data Anda")


class Group:
    """A group or a channel that the bot is in."""

    def __init__(self, town: Town, chat: Chat) -> None:
        self.town = town
        self._group = GroupDriver(town.acts, chat)

    def says(self, person_id: int, text: str) -> Self:
        """Let somebody write in the group."""
        return self._does(self._group.says(person_id, text))

    def posts(self, text: str) -> Self:
        """Write in the channel."""
        return self._does(self._group.posts(text))

    def _does(self, act: Coroutine[Any, Any, Any]) -> Self:
        at_once(act)
        self.town.answers()
        return self

    def sees(self, text: str) -> Heard:
        """Read on until a message contains the text; return it."""
        seen = self._group._reads_on(text)
        assert seen, f"the bot did not say {text!r}\n{self._group.transcript()}"
        return seen


def at_once(act: Coroutine[Any, Any, T]) -> T:
    """Return what comes of an act of the stand-in's drivers: they wait only where they listen."""
    try:
        act.send(None)
    except StopIteration as ended:
        result: T = ended.value
        return result
    raise AssertionError("an act that waits")
