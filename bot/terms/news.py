"""Kinds of what people are told unasked."""

from __future__ import annotations

from enum import StrEnum

from bot.texts import key


class NewsKind(StrEnum):
    """What an announcement is about. People mute by these."""

    NEWS = "news"  # events, hours of the office
    BENEFITS = "benefits"  # what was paid, how to claim
    CONTRIBUTIONS = "contributions"  # what it costs, discounts
    PAYMENT = "payment"  # of the bot's own: a day until which to pay comes near
    REMINDER = "reminder"  # of the bot's own: an enrolment that is unfinished
    CHECK = "check"  # of the bot's own: whether what somebody said is still true


KIND_NAMES = {
    NewsKind.NEWS: key("kind.news"),
    NewsKind.BENEFITS: key("kind.benefits"),
    NewsKind.CONTRIBUTIONS: key("kind.contributions"),
    NewsKind.PAYMENT: key("kind.payment"),
    NewsKind.REMINDER: key("kind.reminder"),
    NewsKind.CHECK: key("kind.check"),
}
