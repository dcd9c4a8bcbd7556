"""Staff who announce to a crowd, and what the stand-in and the store say became of it."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING, Any

from bot.cli import main
from bot.registration.store import Registrations
from bot.sandbox import Person
from bot.settings import Environment
from bot.staff.invitations import invite
from bot.store.address import file_of
from bot.store.engines import engine_of
from bot.store.opening import transaction
from bot.terms.roles import Role
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    import pytest

    from bot.sandbox import Heard, PersonDriver, Sandbox

WORDS = "Besok ada pendaftaran di pasar Semitau."
FIRST = 10_000
RINA, BUDI, DEWI = 900_001, 900_002, 900_003  # staff, above the crowd: their own turn comes last
STAFF = (Person(RINA, "Rina"), Person(BUDI, "Budi"), Person(DEWI, "Dewi"))
_COUNT = re.compile(r"^\S+ (.+): ([\d.]+)$", re.MULTILINE)


def crowd(count: int) -> range:
    """Return the chats of the crowd."""
    return range(FIRST, FIRST + count)


def people(count: int) -> list[Person]:
    """Return the crowd, and the staff."""
    return [*(Person(number, f"P{number}") for number in crowd(count)), *STAFF]


def gather(sandbox: Sandbox, environment: Mapping[str, str], count: int, patch: pytest.MonkeyPatch) -> None:
    """Let the crowd be known on both sides: invented people in the store, chats that they have started."""
    for chat_id in crowd(count):
        sandbox.world.chats[chat_id].started = True
    with patch.context() as surroundings:
        for name, value in environment.items():
            surroundings.setenv(name, value)
        assert main(["seed", "--chats", str(count), "--first-id", str(FIRST)]) == 0


class Records:
    """What both sides know of announcements: the chats of the stand-in, the rows of the store."""

    def __init__(self, sandbox: Sandbox, environment: Mapping[str, str]) -> None:
        self._sandbox, self._settings = sandbox, Environment(environment).settings()

    @property
    def database(self) -> Path:
        """Where the store lies."""
        return file_of(self._settings.database)

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Return what a statement finds in the store."""
        with closing(engine_of(self._settings.database).connect()) as look:
            return [tuple(row) for row in look.execute(statement, values)]

    def states(self, number: int = 1) -> dict[int, str]:
        """Return the state of each recipient's row, by chat."""
        return dict(self.rows("SELECT chat_id, state FROM recipients WHERE announcement_id = ?", number))

    def counts(self, number: int = 1) -> Counter[str]:
        """Return how many rows are in which state."""
        return Counter(self.states(number).values())

    def state(self, number: int = 1) -> str:
        """Return where an announcement stands."""
        ((state,),) = self.rows("SELECT state FROM announcements WHERE id = ?", number)
        return str(state)

    def copies(self, chats: Iterable[int], words: str = WORDS) -> dict[int, int]:
        """Return how often each chat got it; a writer has the test as well."""
        return {chat_id: len(self.places(chat_id, words)) for chat_id in chats}

    def places(self, chat_id: int, words: str) -> list[int]:
        """Return the ids of the bot's messages in a chat that say just this."""
        messages = self._sandbox.world.chats[chat_id].messages
        return [
            number for number, one in messages.items() if one["from"]["is_bot"] and one.get("text") == words
        ]

    def names(self) -> dict[int, str]:
        """Return the name that each chat's registration bears, of those that have one."""
        settings = self._settings
        with transaction(settings.database, settings.keys, settings.clock, reads=True) as tx:
            registrations = Registrations(tx)
            return {one.chat_id: registrations.answers(one.id)["name"] for one in registrations.submitted()}

    async def until(self, condition: Callable[[], bool], seconds: float = 60.0) -> None:
        """Wait until something is so."""
        try:
            await until(condition, seconds)
        except TimeoutError:
            ended = self.rows("SELECT id, action, state FROM announcements")
            raise AssertionError(f"not so within {seconds} s: {ended}, {self.counts()}") from None

    async def until_state(self, wanted: str, number: int = 1, seconds: float = 60.0) -> None:
        """Wait until an announcement stands somewhere."""
        await self.until(lambda: self.state(number) == wanted, seconds)

    def person(self, person_id: int) -> PersonDriver:
        """Return somebody's chat with the bot."""
        return self._sandbox.person(person_id)

    async def joins(self, person_id: int, role: Role = Role.ANNOUNCER, seconds: float = 60.0) -> PersonDriver:
        """Make somebody a member of staff."""
        settings = self._settings
        with transaction(settings.database, settings.keys, settings.clock) as tx:
            payload = invite(tx, role, 1)
        person = self._sandbox.person(person_id)
        await person.starts(payload)
        await person.hears_until("kantor", seconds)
        return person


async def writes(writer: PersonDriver, words: str = WORDS) -> Heard:
    """Write an announcement and have it sent to oneself; return the desk."""
    await writer.says("/siarkan")
    await writer.hears_until("Kirim pesannya sekarang")
    await writer.says(words)
    await writer.hears_until("Draf kabar")
    return await tries(writer)


async def tries(writer: PersonDriver) -> Heard:
    """Have the draft sent to oneself; return the desk."""
    await writer.taps("Kirim uji ke saya")
    await writer.hears_until("Begini pesannya sampai")
    return await writer.hears_until("sudah dilihat")


async def reaches_number(writer: PersonDriver, button: str = "📣 Kirim") -> str:
    """Tap on sending; return the number that is to be typed."""
    await writer.taps(button)
    question = await writer.hears_until("ketik jumlah")
    return question.text.rpartition(" ")[2]


async def sends(writer: PersonDriver, button: str = "📣 Kirim") -> int:
    """Type the number of recipients; return it."""
    number = await reaches_number(writer, button)
    await writer.says(number)
    await writer.hears_until("disetujui")
    return int(number)


async def announces(writer: PersonDriver, words: str = WORDS) -> int:
    """Write an announcement to everybody and send it; return the number of recipients."""
    await writes(writer, words)
    return await sends(writer)


def cards(writer: PersonDriver, number: int = 1) -> list[Heard]:
    """Return the live cards of an announcement in its writer's chat."""
    return [one for one in writer.chat if one.text.startswith(f"📣 Kabar #{number} · ")]


def told(card: Heard) -> dict[str, int]:
    """Return the numbers of a card, by the name that stands before each."""
    return {name: int(count.replace(".", "")) for name, count in _COUNT.findall(card.text)}
