"""From an update as it was received to PTB's: without what nobody reads, where that is in the way."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from telegram import Update

from bot.logs import where

if TYPE_CHECKING:
    from collections.abc import Mapping

    from telegram import Bot

log = logging.getLogger(__name__)

# What is read of a message where all of it cannot be: words, files, a contact, who and where.
_READ = frozenset({
    "message_id", "date", "edit_date", "chat", "from", "text", "entities", "caption", "caption_entities",
    "photo", "document", "video", "animation", "voice", "audio", "video_note", "contact", "media_group_id",
})  # fmt: skip
_MEMBER, _CANNOT_BE_WRITTEN_TO = "member", frozenset({"kicked", "left"})


def read_update(raw: Mapping[str, Any], bot: Bot) -> Update:
    """Return an update. One with something that PTB cannot read, as of an older server, is read in part.

    Raise TypeError, KeyError, ValueError or AttributeError where even that is not possible.
    """
    try:
        return Update.de_json(_lightened(raw), bot)
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        log.warning("an update is read in part: %s", where(error))
        return Update.de_json(_bare(raw), bot)


def _lightened(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return an update without the keyboard of the message that was tapped: buttons take long to read."""
    tap = raw.get("callback_query")
    message = tap.get("message") if isinstance(tap, dict) else None
    if not isinstance(tap, dict) or not isinstance(message, dict) or "reply_markup" not in message:
        return dict(raw)
    rest = {name: value for name, value in message.items() if name != "reply_markup"}
    return {**raw, "callback_query": {**tap, "message": rest}}


def _bare(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {kind: _bare_content(value) if isinstance(value, dict) else value for kind, value in raw.items()}


def _bare_content(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is read of a message, a tap, or a change of membership."""
    if "message_id" in content:
        return {name: value for name, value in content.items() if name in _READ}
    if isinstance(content.get("message"), dict):
        return {**content, "message": _bare_content(content["message"])}
    return {name: _bare_member(value) for name, value in content.items()}


def _bare_member(value: Any) -> Any:
    """Return what a member is now: whether the bot can write there is all that is read of it."""
    if not isinstance(value, dict) or "status" not in value:
        return value
    gone = value["status"] in _CANNOT_BE_WRITTEN_TO
    kept = {"user": value.get("user"), "status": value["status"] if gone else _MEMBER}
    return {**kept, "until_date": 0} if value["status"] == "kicked" else kept
