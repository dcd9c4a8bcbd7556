"""What is fetched for a registration."""

from __future__ import annotations

from bot.front.errands import FileErrand


class CardPicture(FileErrand, frozen=True, tag="card_picture"):
    """The picture of an identity card: for which draft or registration, in which message it came."""

    draft: str
    message_id: int
