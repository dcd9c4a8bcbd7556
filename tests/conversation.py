"""The middle tier: conversations with the application and a store in a temporary file, and no HTTP.

    siti.at("nik").says("6106011708809001").sees("Sudah benar?").taps("Ya, benar").sees("Siapa nama")

What somebody does goes through the gateway as it is, intake, lanes and sender, until the bot has nothing
more to say: nothing is waited for, and silence is certain. Only the wire is missing: the bot's calls are
answered in place, by the state and the methods that the stand-in serves over HTTP.
"""

from __future__ import annotations

import asyncio
import csv
import io
import json
import os
from base64 import b64decode
from contextlib import contextmanager, redirect_stdout, suppress
from typing import TYPE_CHECKING, Any, Self, TypeVar
from unittest.mock import patch

from telegram import User
from telegram.error import BadRequest, Forbidden

from bot.announcements.sending.broadcaster import Broadcaster
from bot.announcements.sending.cards import Cards
from bot.announcements.store import Announcements
from bot.cli import main
from bot.dialogue.form import SUMMARY
from bot.dialogue.screens import FORM
from bot.errors import RequestError
from bot.exchange import child
from bot.front.machine import Machine
from bot.front.quiet import QuietHours
from bot.front.schedule import Schedule
from bot.gateway import turns
from bot.gateway.bot_api import ApiBot
from bot.gateway.caller import Caller
from bot.gateway.dispatcher import Dispatcher
from bot.gateway.drawer import Drawer
from bot.gateway.intake import Guards, Intake
from bot.gateway.kinds import ALLOWED_UPDATES
from bot.gateway.lanes import Lanes
from bot.gateway.outlet import Outlet
from bot.gateway.pacer import Pacer
from bot.gateway.request import FileTooLargeError
from bot.gateway.sender import Sender
from bot.gateway.stopgap import Stopgap
from bot.lists.opening import open_list
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
from bot.store.engines import engine_of
from bot.store.meta import BOT_NAME, Meta
from bot.store.opening import prepare
from bot.store.transaction import Transaction, of_store
from bot.terms.roles import Role
from bot.texts import DEFAULT_LANGUAGE
from bot.turns.store import Turns
from bot.vitals import Vitals

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Coroutine, Iterator, Mapping
    from pathlib import Path

    from bot.exchange.frames import Frame, Request
    from bot.resources import Resources
    from bot.sandbox.world import Chat
    from bot.settings import Settings

T = TypeVar("T")

NIK = "6106011708809001"  # the example of the form
BORN = "17-08-1980"  # as it says
BOT = 4242
YES = "_yes"
_USUAL_DAY = "2026-11-30T09:00:00+07:00"  # with the discount, and before what falls due in December
_LISTS, _MACHINE = "lists", "machine"  # how the names of their jobs begin
_MOST_SECONDS = 1.0  # for calls that nobody waits for: here they are answered at once
MOST_STEPS = 30  # that a walk through the form takes, before it is thought to go in circles


class Town:
    """One bot with its store, and the people who may talk to it."""

    def __init__(self, resources: Resources, folder: Path, surroundings: Mapping[str, str]) -> None:
        self._folder = folder
        self.resources, self.world = (
            resources,
            World(BotProfile(BOT, "payung_contoh_bot", "Payung"), DEMO_PEOPLE),
        )
        self.world.updates.allow(ALLOWED_UPDATES)
        self.acts = Acts(self.world)
        self.environment = {
            "PAYUNG_BOT_TOKEN": f"{BOT}:contoh-token-sandbox",
            "PAYUNG_DATABASE_URL": f"sqlite:///{folder / 'payung.db'}",
            "PAYUNG_SECRET_KEY": new_secret(),
            "PAYUNG_MESSAGES_PER_SECOND": "0",
            "PAYUNG_QUIET_HOURS": "off",
            "PAYUNG_NOW": _USUAL_DAY,
            **surroundings,
        }
        self.settings = Environment({**self.environment, "PAYUNG_API_URL": "http://127.0.0.1:9"}).settings()
        prepare(self.settings.database, self.settings.keys)
        self._connection = engine_of(self.settings.database).connect()
        self._people: dict[int, Conversation] = {}
        self.vitals = Vitals(self.settings.clock.now())
        self._loop = asyncio.new_event_loop()
        self._store = Store(self.settings.database, self.settings.keys, self.settings.clock)
        self._loop.run_until_complete(self._store.__aenter__())
        self.restarts()

    def close(self) -> None:
        """End the bot, and close its store."""
        self._connection.close()
        self._loop.run_until_complete(self._store.__aexit__())
        self._loop.close()

    def restarts(self, resources: Resources | None = None) -> None:
        """End the bot and begin it again, with other resources where they are given."""
        self.resources = resources or self.resources
        self.resources.prepare()
        settings, bot = self.settings, Wireless(self.settings, self.world)
        self._schedule = Schedule(0, QuietHours.of(settings.quiet_hours), settings.clock)
        pacer = Pacer(0, self._loop.time)
        caller = Caller(bot, pacer, self.vitals)
        self._sender = sender = Sender(bot, caller, pacer, Sketcher())
        self._dispatcher = Dispatcher(bot, self.resources, self._schedule, self._store, sender)
        self._dispatcher.application._initialized = True
        self._lanes = Lanes(self._store, sender, self._dispatcher, self.vitals)
        stopgap = Stopgap(caller, pacer, self.resources.catalogues, self._store)
        guards = Guards(self.vitals, stopgap, None)
        self._intake = Intake(self._store, self._lanes, settings.bot_id, self._dispatcher.apply, guards)
        machine = Machine(settings.database, settings.backups, None, polls=True, vitals=self.vitals)
        self._outlet = Outlet(caller, pacer, sender, machine)
        with self.unit() as tx:
            Meta(tx).put(BOT_NAME, bot.username)

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

    def listed(self) -> list[dict[str, str]]:
        """Return the rows of a list that goes out, in the first layout."""
        path = self._folder / "listed.xlsx"
        self.payung("export", "--format", "xlsx", "--out", path)
        heading, *rows = open_list(path.read_bytes(), path.name)[0].rows
        return [dict(zip(map(str, heading.cells), map(str, row.cells), strict=True)) for row in rows]

    def marks(self) -> list[str]:
        """Return what the office should look at, of all registrations."""
        with self.unit() as tx:
            return [mark for one in Registrations(tx).submitted() for mark in one.marks]

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """Return what a statement finds in the store, or what it does there."""
        found = self._connection.execute(statement)
        return [tuple(row) for row in found] if statement.startswith("SELECT") else []

    def columns(self, table: str) -> set[str]:
        """Return the names of the columns of a table that holds something."""
        return set(self._connection.execute(f"SELECT * FROM {table}").fetchone().keys())  # noqa: S608

    def file(self, message: Mapping[str, Any]) -> bytes:
        """Return what the file of a message holds; of a picture its largest size."""
        card = message["photo"][-1] if "photo" in message else message["document"]
        return self.world.files.get(card["file_id"]).upload.content

    @contextmanager
    def unit(self) -> Iterator[Transaction]:
        """Give one transaction of the store."""
        self._connection.begin()
        try:
            yield of_store(self._connection, self.settings.keys, self.settings.clock)
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

    # -- what the bot does

    def answers(self) -> None:
        """Let the bot answer whatever has come, until it has nothing more to say."""
        self._loop.run_until_complete(self._answer())

    async def _answer(self) -> None:
        waiting = self.world.updates.pending
        updates = [json.loads(update.body) for update in waiting.values()]
        waiting.clear()
        await self._intake.take(updates)
        while True:
            self._lanes.put(await self._store.run(turns.due_notices))
            if not self._lanes._tasks:
                break
            await asyncio.wait(self._lanes._tasks)
        await self._sender.drain(_MOST_SECONDS)
        assert not await self._store.run(lambda tx: Turns(tx).count_set_aside()), (
            "the bot has failed: see its log"
        )

    def comes_back(self, moment: str) -> None:
        """Let the bot begin again at another time, and look for what is due."""
        self.is_now(moment)
        self.restarts()
        self.speaks_unasked()

    def speaks_unasked(self) -> None:
        """Let the bot look for occasions, and send what is due; each recipient is tried once."""
        self._loop.run_until_complete(self._speak())
        self.answers()

    def works_on_ledger(self) -> None:
        """Let entries of the ledger be written."""
        self._loop.run_until_complete(self._run_jobs(lambda name: name == "ledger"))
        self.answers()

    def works_on_lists(self) -> None:
        """Let the bot do what is next for lists; in place, since a process takes half a second to start."""
        with patch("bot.exchange.work.ask", _asked_in_place):
            self._loop.run_until_complete(self._run_jobs(lambda name: name.startswith(_LISTS)))
        self.answers()

    def looks_after_itself(self) -> None:
        """Let the bot look whether all is well, and do for itself what is due."""
        self.vitals.heard(self.settings.clock.now())
        self.measures()

    def measures(self) -> None:
        """Let the bot look whether all is well, whether Telegram was heard of or not.

        A round that fails, such as a backup without its folder, is tried again, as the keeper does.
        """
        for job in self._dispatcher.jobs:
            if job.name.startswith(_MACHINE):
                with suppress(OSError, RequestError):
                    self._loop.run_until_complete(job.run(self._store, self._outlet))
        self.speaks_unasked()

    async def _run_jobs(self, meant: Callable[[str], bool]) -> None:
        for job in self._dispatcher.jobs:
            if meant(job.name):
                await job.run(self._store, self._outlet)

    async def _speak(self) -> None:
        store = self._store
        await self._run_jobs(lambda name: not name.startswith((_LISTS, _MACHINE)))
        own = self._dispatcher.own_messages
        broadcaster = Broadcaster(self._outlet, store, self.resources, self._schedule, own)
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
        await Cards(store, self._outlet, broadcaster, self.resources, self._schedule).show_all()


async def _asked_in_place(request: Request, content: bytes = b"") -> AsyncGenerator[Frame, None]:
    """Give what the process that reads lists would say."""
    frames: list[Frame] = []
    await asyncio.to_thread(child.do, request, content, frames.append)
    for frame in frames:
        yield frame


class Wireless(ApiBot):
    """The bot's way to Telegram: the stand-in's methods and files, asked in place."""

    def __init__(self, settings: Settings, world: World) -> None:
        super().__init__(settings)
        self._world, card = world, world.bot
        self._bot_user = User(card.id, card.first_name, is_bot=True, username=card.username)

    async def call(self, method: str, params: dict[str, Any], _: float | None = None) -> Any:
        """Do what the method does; refuse as Telegram refuses."""
        uploads = {
            name: Upload(b64decode(value["content"]), value["file"])
            for name, value in params.items()
            if isinstance(value, dict) and "content" in value
        }
        asked = METHODS[method.lower()]
        try:
            return asked.handler(self._world, asked.read(params | uploads, uploads, strict=True))
        except RefusedError as refusal:
            error = Forbidden if refusal.code == FORBIDDEN else BadRequest
            raise error(refusal.description) from None

    async def fetch(self, file_id: str, most: int) -> bytes:
        """Return what a file holds, up to so many bytes."""
        content = self._world.files.downloadable(file_id).upload.content
        if len(content) > most:
            raise FileTooLargeError("it is too large")
        return content


class Sketcher(Drawer):
    """Draws small grey pictures, without a process that takes its time."""

    async def draw(self, svg: str) -> bytes:
        """Return a picture of whatever it is."""
        return tiny_png()


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

    def receives(self, content: Mapping[str, Any]) -> Self:
        """Let a message of any content come from the person's side, as Telegram's own about a chat."""
        self.sent = self.town.acts.send(self.id, dict(content))
        self.town.answers()
        return self

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

    @property
    def due(self) -> str:
        """The step of a form that the newest button of one names."""
        data = [one.split("|") for message in reversed(self.chat) for one in message.data]
        return next((parts[1] for parts in data if parts[0] == FORM), "")

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
        """Read all there is; return the step that is due, and what its buttons choose, by label."""
        asked: tuple[str, dict[str, str]] = ("", {})
        while self._person._next():
            self.sees()
            asked = self._asked() or asked  # below a question there may be a picture that explains it
        return asked if asked[0] else self._asked() or asked

    def _asked(self) -> tuple[str, dict[str, str]] | None:
        parts = [(label, data.split("|")) for label, data in zip(self.buttons, self.seen.data, strict=True)]
        choices = {label: part[2] for label, part in parts if part[0] == FORM}
        step = next((part[1] for _, part in parts if part[0] == FORM), "")
        return (step, choices) if step else None

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
