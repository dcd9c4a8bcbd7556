"""Playing what was recorded, and choosing whose voice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.chats.store import Chats
from bot.dialogue.errand import Errand
from bot.dialogue.screen import Button, Document, Media, Screen
from bot.texts import DEFAULT_LANGUAGE
from bot.turns.sent_files import SentFiles
from bot.voice.finding import key_on
from bot.voice.store import Voices
from bot.voice.taps import ReadAloud, Voice

if TYPE_CHECKING:
    from bot.dialogue.screen import Rows
    from bot.recordings import Recording
    from bot.resources import Resources
    from bot.store.transaction import Transaction
    from bot.terms.verdicts import Done
    from bot.turns.turn import Turn


class Played(Errand, frozen=True, tag="recording"):
    """Keep the id under which Telegram has a recording; `again`: it was sent by one kept before."""

    key: str
    seal: str
    again: bool = False


def dressed(tx: Transaction, resources: Resources, chat_id: int, screen: Screen) -> Screen:
    """Return a screen with a button that reads it aloud, where its text was recorded for the chat."""
    takes_no_buttons = screen.contact_label or screen.drops_keyboard  # its keyboard stands in their place
    if chat_id < 0 or takes_no_buttons or not screen.text:
        return screen
    language, by_voice = Chats(tx).language_of(chat_id), resources.recordings.by_voice
    keys = [one for voice in _voices(tx, resources, chat_id, language) for one in by_voice.get(voice, ())]
    texts = resources.catalogues[language]
    key = key_on(screen.text, texts, keys)
    if not key:
        return screen
    button = Button(texts("voice.read"), ReadAloud(key).pack())
    return replace(screen, buttons=(*screen.buttons, (button,)))


def _voices(tx: Transaction, resources: Resources, chat_id: int, language: str) -> tuple[str, ...]:
    """Return the voices that a chat hears: its choice, then its language; of one voice alone that one."""
    every = resources.recordings.voices
    only = every if len(every) == 1 and language == DEFAULT_LANGUAGE else ()
    return tuple(filter(None, (Voices(tx).of_chat(chat_id), language, *only)))


def _recorded(turn: Turn, key: str) -> Recording | None:
    voices = _voices(turn.tx, turn.resources, turn.chat_id, turn.language)
    return turn.resources.recordings.find(key, voices)


def read_aloud(turn: Turn, data: ReadAloud) -> None:
    """Play the recording of a text."""
    recording = _recorded(turn, data.key)
    if recording:
        _play(turn, recording, SentFiles(turn.tx).id_of(recording.seal, turn.bot_name))
    else:
        turn.show(turn.texts("voice.gone"))


def _play(turn: Turn, recording: Recording, file_id: str) -> None:
    """Send a recording by the id that Telegram knows, or the file itself."""
    errand, more = Played(recording.key, recording.seal, again=bool(file_id)), _other_voice(turn)
    screen = Screen("", more, on_arrival=errand, decides=True)
    if file_id:
        turn.acts.append(replace(screen, media=Media("voice", file_id)))
        return
    try:
        content = recording.path.read_bytes()
    except OSError:
        turn.show(turn.texts("voice.gone"))
        return
    turn.acts.append(replace(screen, recording=Document(recording.path.name, content)))


def _other_voice(turn: Turn) -> Rows:
    several = len(turn.resources.recordings.voices) > 1
    return ((turn.button("voice.other", Voice()),),) if several else ()


def played(turn: Turn, errand: Played, done: Done | None) -> None:
    """Keep the id of what arrived; what Telegram does not know any more is sent as a file, once."""
    files = SentFiles(turn.tx)
    if done:
        if done.file_id and not errand.again:
            files.keep(errand.seal, turn.bot_name, done.file_id)
        return
    files.drop(errand.seal, turn.bot_name)
    recording = _recorded(turn, errand.key)
    if errand.again and recording:
        _play(turn, recording, "")
    else:
        turn.show(turn.texts("voice.gone"))


def choose(turn: Turn, data: Voice | None = None) -> None:
    """Offer the voices that there are, or take one."""
    recordings = turn.resources.recordings
    if data and data.name in recordings.voices:
        Voices(turn.tx).choose(turn.chat_id, data.name)
        turn.show(turn.texts("voice.chosen", name=_name(turn, data.name)))
        return
    rows = [(turn.labelled(_name(turn, one), Voice(one)),) for one in recordings.voices]
    turn.show(turn.texts("voice.choose"), *rows, decides=True)


def _name(turn: Turn, voice: str) -> str:
    """Return what a voice is called: as config says, as the language of that name, or as its folder."""
    catalogues = turn.resources.catalogues
    named = turn.resources.voice_names.get(voice)
    return named or (catalogues[voice].bare("language.name") if voice in catalogues.languages else voice)
