"""Reading `reply_markup`, with Telegram's limits on buttons."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bot.sandbox.refusals import bad_request

if TYPE_CHECKING:
    from bot.sandbox.people import Json

MAX_BUTTONS = 100
MAX_DATA_BYTES = 64
INLINE_ACTIONS = (
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
KINDS = {
    "inline_keyboard": "InlineKeyboardMarkup",
    "keyboard": "ReplyKeyboardMarkup",
    "remove_keyboard": "ReplyKeyboardRemove",
    "force_reply": "ForceReply",
}


def read_markup(value: Any) -> Json:
    """Read a `reply_markup` of one of the four kinds, or an empty one; refusals in Telegram's words."""
    if isinstance(value, str):
        value = _decoded(value)
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in value:
        return {"inline_keyboard": _rows(value["inline_keyboard"], "inline_keyboard")}
    if "keyboard" in value:
        return {**value, "keyboard": _rows(value["keyboard"], "keyboard")}
    if value and not (value.get("remove_keyboard") or value.get("force_reply")):
        raise bad_request("can't parse reply keyboard markup JSON object")
    return value


def inline_only(markup: Json) -> list[list[Json]]:
    """Read the rows of an inline keyboard; an edited message takes no other kind."""
    if markup and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    rows: list[list[Json]] = markup.get("inline_keyboard", [])
    return rows


def _decoded(value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        raise bad_request("can't parse reply keyboard markup JSON object") from None


def _rows(rows: Any, name: str) -> list[list[Json]]:
    if not isinstance(rows, list):
        raise bad_request(f'field "{name}" of the {KINDS[name]} must be an Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request(f'field "{name}" of the {KINDS[name]} must be an Array of Arrays')
    if sum(map(len, rows)) > MAX_BUTTONS:
        raise bad_request("reply markup is too long")
    read = _inline_button if name == "inline_keyboard" else _reply_button
    return [[read(button) for button in row] for row in rows if row]


def _inline_button(button: Any) -> Json:
    fault = _inline_fault(button)
    if fault:
        raise bad_request(f"can't parse inline keyboard button: {fault}")
    if "url" in button:
        _check_url(button["url"])
    elif "callback_data" in button:
        _check_data(button["callback_data"])
    return dict(button)


def _inline_fault(button: Any) -> str:
    if not isinstance(button, dict):
        return "InlineKeyboardButton must be an Object"
    if fault := _text_fault(button):
        return fault
    if any(name in button for name in ("url", "callback_data", *INLINE_ACTIONS)):
        return ""
    return "Text buttons are unallowed in the inline keyboard"


def _text_fault(button: Json) -> str:
    if "text" not in button:
        return 'Can\'t find field "text"'
    if not isinstance(button["text"], str):
        return 'Field "text" must be of type String'
    return "" if button["text"].strip() else 'Field "text" must be non-empty'


def _check_data(data: Any) -> None:
    if not isinstance(data, str):
        raise bad_request('can\'t parse inline keyboard button: Field "callback_data" must be of type String')
    if not 0 < len(data.encode()) <= MAX_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")


def _check_url(url: Any) -> None:
    if not isinstance(url, str):
        raise bad_request('can\'t parse inline keyboard button: Field "url" must be of type String')
    parts = urlsplit(url if "://" in url or ":" in url else f"http://{url}")
    words = f"inline keyboard button URL '{url}' is invalid"
    if parts.scheme not in {"http", "https", "tg"}:
        raise bad_request(f"{words}: Unsupported URL protocol")
    if not parts.netloc or any(sign.isspace() for sign in url):
        raise bad_request(f"{words}: Wrong HTTP URL")


def _reply_button(button: Any) -> Json:
    if isinstance(button, str):
        button = {"text": button}
    fault = _text_fault(button) if isinstance(button, dict) else "KeyboardButton must be an Object"
    if fault:
        raise bad_request(f"can't parse keyboard button: {fault}")
    return dict(button)
