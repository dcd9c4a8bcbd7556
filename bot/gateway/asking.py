"""Asking Telegram whose a token is, before anything is set up with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from telegram.error import InvalidToken, TelegramError

from bot.errors import RequestError
from bot.gateway.bot_api import JsonData
from bot.gateway.request import AiohttpRequest

if TYPE_CHECKING:
    from telegram.request import RequestData


async def name_of_bot(token: str, api_url: str) -> str | None:
    """Return the bot's @name without the @; None where Telegram knows no such token.

    Raise RequestError where Telegram does not answer.
    """
    pool = AiohttpRequest(1)
    await pool.initialize()
    try:
        me = await pool.post(f"{api_url}/bot{token}/getMe", cast("RequestData", JsonData({})))
        return str(cast("dict[str, object]", me)["username"])
    except InvalidToken:
        return None
    except (TelegramError, TypeError, ValueError, AttributeError, KeyError) as error:
        raise RequestError(f"Telegram does not answer ({type(error).__name__})") from None
    finally:
        await pool.shutdown()
