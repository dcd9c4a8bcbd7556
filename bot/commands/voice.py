"""The command voice: which screens are read aloud, and which texts are still to be recorded."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from bot.answers.emergency import HELP
from bot.commands._common import resources_of, say, warn
from bot.dialogue.form import worded
from bot.registration.form import enrolment
from bot.registration.steps.readers import OTHER, SELF
from bot.settings import Environment
from bot.store.opening import exists, transaction
from bot.terms.stages import NEWS, NEWS_OF_OTHER
from bot.texts import bare, key
from bot.voice.store import Voices

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator, Mapping

    from bot.resources import Resources
    from bot.texts import Texts

SUMMARY = "list the texts that are read aloud, or still to be recorded"
COUNTED = (
    "people: who answered the question of the form, reached the stage, told of the danger, asked the office, "
    "enrolled, or wrote to the bot at all"
)
_ANYBODY = (key("welcome.text"),)
_ENROLLED = (
    key("enrolment.summary"), key("enrolment.summary_other"), key("enrolment.sent"),
    key("enrolment.what_next"), key("enrolment.what_next_other"),
)  # fmt: skip
_ASKED = (key("office.notice"), key("office.sent"), key("reply.may_go_on"))
_SIGNS = re.compile(r"[^\w\s.,:;!?()'\"“”«»/%+-]")  # pictures, which nobody reads aloud
_UNSAID = "..."  # in place of what differs from one asker to the next
_UNSAID_AGAIN = re.compile(r"\.{4,}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A text to be recorded, by how many people it reaches."""

    key: str
    voice: str
    people: int
    text: str


def add_options(command: ArgumentParser) -> None:
    """Add the options of the command."""
    command.add_argument("--missing", action="store_true", help="what is not recorded yet, most needed first")
    command.add_argument("--json", action="store_true", help="one JSON object a line")
    command.add_argument("--voice", metavar="NAME", help="of one folder of config/voice only, also a new one")


def run(options: Namespace) -> None:
    """Print the recordings that there are, or with --missing the texts to be recorded."""
    environment = Environment()
    resources = resources_of(environment)
    if not options.missing:
        _show_recorded(resources, options)
        return
    found = missing(resources, reach(environment), options.voice)
    if not options.json:
        say(f"# {COUNTED}")
    for one in found:
        say(json.dumps(asdict(one), ensure_ascii=False) if options.json else _in_lines(one))


def _show_recorded(resources: Resources, options: Namespace) -> None:
    for voice, recordings in resources.recordings.by_voice.items():
        for one in recordings.values() if options.voice in {None, voice} else ():
            document = {"key": one.key, "voice": voice, "file": str(one.path)}
            say(
                json.dumps(document, ensure_ascii=False)
                if options.json
                else f"{voice}\t{one.key}\t{one.path}"
            )
    for fault in resources.recordings.faults:
        warn(f"config/voice/{fault}")


def _in_lines(one: Wanted) -> str:
    text = "\n".join(f"    {line}" for line in one.text.splitlines() if line.strip())
    return f"{one.people}\t{one.voice}\t{one.key}\n{text}"


def reach(environment: Environment) -> Mapping[str, Mapping[str, int]]:
    """Return how many people reached what, out of the store; nothing where there is none yet."""
    database = environment.database()
    if not exists(database):
        return {}
    with transaction(database, environment.keys(), environment.clock(), reads=True) as tx:
        return Voices(tx).reach()


def missing(
    resources: Resources, reached: Mapping[str, Mapping[str, int]], voice: str | None = None
) -> list[Wanted]:
    """Return what is not recorded, for each voice or for one: what reaches most people first."""
    languages, recordings = resources.catalogues.languages, resources.recordings
    voices = (voice,) if voice else tuple(dict.fromkeys((*languages, *recordings.voices)))
    people, examples = dict(_people(resources, reached)), dict(_asked(resources))
    found = [
        Wanted(one, name, people[one], read_out(resources.catalogues[name], one, examples.get(one, "")))
        for name in voices
        for one in people
        if not recordings.find(one, (name,))
    ]
    return sorted(found, key=lambda one: -one.people)


def _people(resources: Resources, reached: Mapping[str, Mapping[str, int]]) -> Iterator[tuple[str, int]]:
    """Give each text of a screen with the number of people who have reached it."""
    totals, answered = reached.get("chats", {}), reached.get("answered", {})
    for texts, counted in ((_ANYBODY, "chats"), (_ENROLLED, "registrations"), (_ASKED, "questions")):
        yield from ((one, totals.get(counted, 0)) for one in texts)
    yield from ((one, answered.get(step, 0)) for one, step in _asked(resources))
    for stage, text in (*NEWS.items(), *NEWS_OF_OTHER.items()):
        yield text, reached.get("reached", {}).get(stage, 0)
    for danger, told in HELP.items():
        yield told.first, reached.get("in_danger", {}).get(danger, 0)


def _asked(resources: Resources) -> Iterator[tuple[str, str]]:
    """Give each question of the enrolment, also as it is asked for somebody else, with its step."""
    for step in [one for one in enrolment(resources).steps if not one.comes_with]:
        for whom in (SELF, OTHER):
            yield worded(step.question, {"for_whom": whom}), step.id


def read_out(texts: Texts, message_id: str, step: str = "") -> str:
    """Return a text as it is read aloud: without pictures, with a sign for what differs between people.

    `step` is the step of the form that it asks, whose example it may name.
    """
    known = {"example": texts.example(step)}
    unknown = [name for name in texts.placeholders(message_id) if texts.constant(name) is None]
    words = bare(texts(message_id, **{name: known.get(name) or _UNSAID for name in unknown}))
    lines = [" ".join(line.split()) for line in _SIGNS.sub("", words).splitlines()]
    return _UNSAID_AGAIN.sub(_UNSAID, "\n".join(lines)).strip()
