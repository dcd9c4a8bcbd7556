"""What a chat talked about last, and what could not be answered, in the store."""

from __future__ import annotations

import json
import re
import secrets
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.store.errors import SealBrokenError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.store.transaction import Transaction

_NUMBER = re.compile(r"\d(?:[\s.,:;/_()\-–—]{0,3}\d){4,}")
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+")
_LONGEST_GAP = 300


@dataclass(frozen=True, slots=True)
class Talk:
    """The topic of a chat, kept for minutes: its label and details, the last question, misses in a row."""

    label: str = ""
    details: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    step: str = ""  # of the form in which it was asked
    file_id: str = ""
    kind: str = ""
    message_id: int = 0
    misses: int = 0


def talk_of(tx: Transaction, chat_id: int, lasting: timedelta) -> Talk:
    """Return what a chat talked about, if that is not longer ago than `lasting`."""
    row = tx.one("get_talk", chat_id=chat_id)
    if row is None or datetime.fromisoformat(row["at"]) < tx.clock.now() - lasting:
        return Talk()
    try:
        content = json.loads(tx.keys.unseal("talks", "content", chat_id, row["content"]))
    except (SealBrokenError, ValueError):
        return Talk()
    return Talk(**{name: value for name, value in content.items() if name in Talk.__slots__})


def keep_talk(tx: Transaction, chat_id: int, talk: Talk) -> None:
    """Remember what a chat talks about."""
    content = json.dumps({name: value for name, value in asdict(talk).items() if value})
    sealed = tx.keys.seal("talks", "content", chat_id, content)
    tx.do("set_talk", chat_id=chat_id, content=sealed, at=tx.clock.stamp())


def masked(text: str) -> str:
    """Return a text without what could tell who wrote it: numbers of five digits and more, addresses."""
    return _NUMBER.sub("•••", _ADDRESS.sub("•••", text))[:_LONGEST_GAP]


def keep_gap(tx: Transaction, chat_id: int, text: str) -> None:
    """Keep, masked, what could not be answered."""
    gap_id = secrets.token_hex(8)
    sealed = tx.keys.seal("gaps", "text", gap_id, masked(text))
    tx.do("add_gap", id=gap_id, chat_id=chat_id, text=sealed, at=tx.clock.stamp())


def gaps(tx: Transaction) -> list[str]:
    """Return what could not be answered, the oldest first."""
    return [tx.keys.unseal("gaps", "text", row["id"], row["text"]) for row in tx.all("gaps")]
