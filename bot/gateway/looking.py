"""A look at Telegram from beside the bot: whether it knows the token, its clock, how it delivers."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

import aiohttp

if TYPE_CHECKING:
    from datetime import datetime

_SECONDS: Final = aiohttp.ClientTimeout(total=15)


@dataclass(frozen=True, slots=True)
class Seen:
    """What Telegram said. `why` it could not be asked, or refuses; empty where all went well."""

    why: str = ""
    is_unknown: bool = False  # it knows no such token
    name: str = ""  # of the bot, without @
    dated: datetime | None = None  # its clock
    webhook: str = ""  # where it delivers; empty: it waits to be asked
    waiting: int = 0  # updates
    trouble: str = ""  # what it says went wrong with delivering last


async def look_at_telegram(api_url: str, token: str) -> Seen:
    """Ask getMe and getWebhookInfo, which change nothing."""
    root = f"{api_url}/bot{token}"
    try:
        async with aiohttp.ClientSession(timeout=_SECONDS) as session:
            me, dated = await _asked(session, f"{root}/getMe")
            if not me.get("ok"):
                return _refusal(me, dated)
            hook, _ = await _asked(session, f"{root}/getWebhookInfo")
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        return Seen(why=f"Telegram does not answer ({type(error).__name__})")
    except ValueError:
        return Seen(why="what answers there is no Bot API")
    info = hook.get("result") or {}
    return Seen(
        name=str(me["result"].get("username", "")),
        dated=dated,
        webhook=str(info.get("url", "")),
        waiting=int(info.get("pending_update_count", 0)),
        trouble=str(info.get("last_error_message", "")),
    )


def _refusal(answer: dict[str, Any], dated: datetime | None) -> Seen:
    code = answer.get("error_code")
    if code in {HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND}:
        return Seen("Telegram does not know the token", is_unknown=True, dated=dated)
    return Seen(f"Telegram refuses ({code})", dated=dated)


async def _asked(session: aiohttp.ClientSession, url: str) -> tuple[dict[str, Any], datetime | None]:
    """Return an answer of the Bot API and when it was given. Raise ValueError where it is none."""
    async with session.get(url) as answer:
        document = await answer.json(content_type=None)
        if not isinstance(document, dict):
            raise ValueError  # noqa: TRY004 - as json raises
        try:
            dated = parsedate_to_datetime(answer.headers.get("Date", ""))
        except (TypeError, ValueError):
            dated = None
        return document, dated
