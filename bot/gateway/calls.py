"""From what a feature answers to calls of the Bot API. Pure: the calls lie in the store until answered."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import msgspec

from bot.dialogue.errand import Errand
from bot.dialogue.screen import (
    Act,
    Commands,
    Delete,
    Document,
    Edit,
    Fold,
    Media,
    Notify,
    Screen,
    Toast,
    Wipe,
)
from bot.documents import stored
from bot.gateway.fitting import fitted
from bot.gateway.upgrading import upgraded
from bot.texts import MOST_CAPTION, MOST_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable

# Calls that show nothing new: when Telegram refuses one, there is nothing to tell anybody.
QUIET = frozenset({"answerCallbackQuery", "deleteMessage", "deleteMessages", "setMyCommands"})
ERRAND = ""  # no method of Telegram's: something is done whose result is a turn of its own
EDITS = frozenset({"editMessageText", "editMessageCaption", "editMessageMedia"})
_MEDIA = {
    "photo": "sendPhoto",
    "video": "sendVideo",
    "animation": "sendAnimation",
    "document": "sendDocument",
    "voice": "sendVoice",
    "audio": "sendAudio",
    "video_note": "sendVideoNote",
}
_CAN_REPLACE = frozenset({"photo", "video", "animation", "document", "audio"})  # editMessageMedia
_MOST_AT_ONCE = 100  # Bot API, deleteMessages


class Call(msgspec.Struct, array_like=True):
    """One call; `asks` when its message is the question that is due, `vanishes_after` in seconds.

    `errand` is one that is to be done (then there is no method), or that wants to know whether it was taken.
    `spare`: it may as well not be made, and is not kept.
    """

    method: str
    params: dict[str, Any] = {}
    asks: bool = False
    vanishes_after: int = 0
    errand: str = ""
    spare: bool = False


_decoder = msgspec.json.Decoder(list[tuple[str, dict[str, Any], bool, int, str | dict[str, Any]]])


def dump(calls: Iterable[Call]) -> str:
    """Return the calls that must be made as JSON; "" where there are none."""
    kept = [
        (one.method, one.params, one.asks, one.vanishes_after, one.errand) for one in calls if not one.spare
    ]
    return stored(kept) if kept else ""


def load(text: str) -> list[Call]:
    """Return the calls that `dump` wrote, in this version or the one before. Raise ValueError for others."""
    return [_loaded(fields) for fields in _decoder.decode(text)]


def _loaded(fields: tuple[str, dict[str, Any], bool, int, str | dict[str, Any]]) -> Call:
    method, params, asks, vanishes_after, errand = fields
    if isinstance(errand, dict):
        method, errand = upgraded((method, params, asks, vanishes_after, errand))
    return Call(method, params, asks, vanishes_after, errand)


def to_calls(chat_id: int, acts: Iterable[Act], callback_id: str = "") -> list[Call]:
    """Return the calls that show `acts` in a chat; a tap is answered in any case."""
    toasts = [act for act in acts if isinstance(act, Toast)]
    calls = []
    if callback_id:
        params: dict[str, Any] = {"callback_query_id": callback_id}
        if toasts and toasts[0].text:
            params["text"] = toasts[0].text
        calls.append(Call("answerCallbackQuery", params))
    for act in acts:
        if isinstance(act, Wipe):
            calls += _wipes(chat_id, act)
        elif not isinstance(act, Toast | Notify):  # a notice is a turn of its own
            calls.append(to_call(chat_id, act))
    return calls


def _wipes(chat_id: int, wipe: Wipe) -> list[Call]:
    ids = wipe.message_ids
    starts = range(0, len(ids), _MOST_AT_ONCE)
    return [
        Call("deleteMessages", {"chat_id": chat_id, "message_ids": [*ids[start : start + _MOST_AT_ONCE]]})
        for start in starts
    ]


def to_call(chat_id: int, act: Screen | Edit | Fold | Errand | Delete | Commands) -> Call:
    """Return the call that does one thing in a chat."""
    if isinstance(act, Errand):
        return Call(ERRAND, errand=act.pack())
    if isinstance(act, Edit):
        return _edit(chat_id, act)
    if isinstance(act, Fold):
        return _fold(chat_id, act)
    if isinstance(act, Delete):
        return Call("deleteMessage", {"chat_id": chat_id, "message_id": act.message_id})
    if isinstance(act, Commands):
        items = [{"command": command, "description": description} for command, description in act.items]
        return Call(
            "setMyCommands", {"commands": items, "scope": {"type": "chat", "chat_id": act.chat_id or chat_id}}
        )
    return _message(chat_id, act)


def _message(chat_id: int, screen: Screen) -> Call:
    params: dict[str, Any] = {"chat_id": chat_id, "parse_mode": "HTML"}
    method = "sendMessage"
    if screen.document:
        method = "sendDocument"
        params |= {"caption": fitted(screen.text, MOST_CAPTION), "document": _file(screen.document)}
    elif screen.picture:
        method, kind = ("sendDocument", "document") if screen.picture.as_file else ("sendPhoto", "photo")
        one = screen.picture
        picture = {"file": one.name, "svg": one.svg, "keeps": one.keeps}  # drawn when it is sent
        words = screen.text if screen.asks else fitted(screen.text, MOST_CAPTION)  # or asked without it
        params |= {"caption": words, kind: picture}
    elif screen.recording:
        method = "sendVoice"
        params |= {"voice": _file(screen.recording)}
        del params["parse_mode"]
    elif screen.media:
        method = _MEDIA[screen.media.kind]
        params |= {screen.media.kind: screen.media.file_id}
        if screen.text:
            params["caption"] = fitted(screen.text, MOST_CAPTION)
        else:
            del params["parse_mode"]
    else:
        params["text"] = fitted(screen.text, MOST_TEXT)
    if screen.reply_to:
        params["reply_parameters"] = {"message_id": screen.reply_to, "allow_sending_without_reply": True}
    if screen.silent:
        params["disable_notification"] = True
    if markup := _markup(screen):
        params["reply_markup"] = markup
    errand = screen.on_arrival.pack() if screen.on_arrival else ""
    return Call(method, params, screen.asks, screen.vanishes_after, errand)


def _edit(chat_id: int, edit: Edit) -> Call:
    params: dict[str, Any] = {"chat_id": chat_id, "message_id": edit.message_id}
    screen, media = edit.screen, edit.screen.media
    if markup := _markup(screen):
        params["reply_markup"] = markup
    if media and media.kind in _CAN_REPLACE:
        params["media"] = _input_media(screen, media)
        return Call("editMessageMedia", params)
    name, most = ("caption", MOST_CAPTION) if media else ("text", MOST_TEXT)
    words = {name: fitted(screen.text, most), "parse_mode": "HTML"}
    return Call("editMessageCaption" if media else "editMessageText", params | words)


def _fold(chat_id: int, fold: Fold) -> Call:
    """Return the call that leaves a message without buttons: an edit that names none takes them away."""
    params: dict[str, Any] = {"chat_id": chat_id, "message_id": fold.message_id}
    if not fold.text:
        return Call("editMessageReplyMarkup", params, spare=True)
    return Call("editMessageText", params | {"text": fold.text, "parse_mode": "HTML"}, spare=True)


def _input_media(screen: Screen, media: Media) -> dict[str, str]:
    return {
        "type": media.kind,
        "media": media.file_id,
        "caption": fitted(screen.text, MOST_CAPTION),
        "parse_mode": "HTML",
    }


def _file(document: Document) -> dict[str, str]:
    return {"file": document.name, "content": base64.b64encode(document.content).decode()}


def _markup(screen: Screen) -> dict[str, Any] | None:
    if screen.buttons:
        return {"inline_keyboard": [[_button(button) for button in row] for row in screen.buttons]}
    if screen.contact_label:
        key = {"text": screen.contact_label, "request_contact": True}
        return {"keyboard": [[key]], "resize_keyboard": True, "one_time_keyboard": True}
    if screen.drops_keyboard:
        return {"remove_keyboard": True}
    return None


def _button(button: Any) -> dict[str, str]:
    if button.url:
        return {"text": button.label, "url": button.url}
    return {"text": button.label, "callback_data": button.data}
