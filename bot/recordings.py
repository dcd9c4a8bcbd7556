"""Recorded voice for screens: what lies in config/voice/<voice>/<message id>.ogg, and what of it can be sent.

A voice is a folder: that of a language, or of one that has no texts, such as Iban.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.folders import part

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FOLDER, SUFFIX = "voice", ".ogg"
LARGEST = 1_000_000  # bytes; Bot API, sendVoice: what is larger arrives as a file, not as a voice note
_PAGE, _SEGMENTS = 27, 26  # Ogg (RFC 3533): the header of a page, and where it counts its segments


@dataclass(frozen=True, slots=True)
class Recording:
    """A text read aloud: the voice, the message id of the text, the file, and a hash of what it holds."""

    voice: str
    key: str
    path: Path
    seal: str


@dataclass(frozen=True)
class Recordings:
    """All recordings that can be sent, by voice and message id; `faults` name the files that cannot."""

    by_voice: Mapping[str, Mapping[str, Recording]] = field(default_factory=dict)
    faults: tuple[str, ...] = ()

    @property
    def voices(self) -> tuple[str, ...]:
        """The voices of which there is a recording, in the order of the alphabet."""
        return tuple(self.by_voice)

    def find(self, key: str, voices: tuple[str, ...]) -> Recording | None:
        """Return the recording of a text in the first of the voices that has it."""
        found = (self.by_voice.get(voice, {}).get(key) for voice in voices)
        return next((one for one in found if one), None)

    @classmethod
    def load(cls, config: Path) -> Recordings:
        """Look at every file; what cannot be sent is left out and named."""
        found: dict[str, dict[str, Recording]] = {}
        faults: list[str] = []
        folders = sorted(path for path in part(config, FOLDER).glob("*") if path.is_dir())
        for path in [one for folder in folders for one in sorted(folder.iterdir())]:
            content = _content(path)
            reason = _unfit(path, content)
            if reason:
                faults.append(f"{path.parent.name}/{path.name}: {reason}")
            else:
                one = Recording(path.parent.name, path.stem, path, sha256(content).hexdigest())
                found.setdefault(one.voice, {})[one.key] = one
        return cls(found, tuple(faults))

    def strangers(self, keys: frozenset[str]) -> list[str]:
        """Return the files that are named as no text is."""
        named = [one for voice in self.by_voice.values() for one in voice.values()]
        return [f"{one.voice}/{one.path.name}: there is no such text" for one in named if one.key not in keys]


def _content(path: Path) -> bytes:
    """Return what is to be looked at: nothing of what is too large, or cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError:
        return b""


def _unfit(path: Path, content: bytes) -> str:
    """Return why a file cannot be sent as a voice note; "" where it can."""
    if path.suffix != SUFFIX:
        return f"its name does not end in {SUFFIX}"
    if not content:
        return "is empty, or cannot be read"
    if len(content) > LARGEST:
        return f"is larger than {LARGEST} bytes, the most that arrives as a voice note"
    return "" if is_opus(content) else "is no Opus in Ogg, as Telegram's voice notes are"


def is_opus(content: bytes) -> bool:
    """Tell whether a file is Ogg (RFC 3533) that begins with Opus (RFC 7845)."""
    if not content.startswith(b"OggS") or len(content) <= _PAGE:
        return False
    begin = _PAGE + content[_SEGMENTS]
    return content[begin : begin + 8] == b"OpusHead"
