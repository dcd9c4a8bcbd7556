"""What a verdict makes of a recipient."""

from __future__ import annotations

import pytest

from bot.announcements.sending.broadcaster import settled_by
from bot.announcements.sending.units import Claimed, Settled
from bot.announcements.states import Delivery, Reason
from bot.dialogue.screen import Delete, Edit, Screen
from bot.terms.verdicts import (
    ChatGone,
    Done,
    Gone,
    Lost,
    Moved,
    NotSent,
    Refused,
    TryAfter,
    Unknown,
    Unserved,
    Verdict,
    Why,
)

SCREEN = Screen("Kabar.")


@pytest.mark.parametrize(
    ("verdict", "act", "settled"),
    [
        (Done(7), SCREEN, Settled(Delivery.SENT, message_id=7)),
        (Done(), SCREEN, Settled(Delivery.UNKNOWN, Reason.NAMELESS)),
        (Done(), Delete(1), Settled(Delivery.SENT)),
        (Refused(Why.ALREADY), Edit(1, SCREEN), Settled(Delivery.SENT)),
        (Unknown(), SCREEN, Settled(Delivery.UNKNOWN, Reason.CUT)),
        (Unknown(Lost.LATE), SCREEN, Settled(Delivery.UNKNOWN, Reason.LATE)),
        (Unknown(Lost.SERVER), SCREEN, Settled(Delivery.UNKNOWN, Reason.SERVER)),
        (Unknown(Lost.UNREADABLE), SCREEN, Settled(Delivery.UNKNOWN, Reason.UNREADABLE)),
        (Unknown(), Delete(1), Settled(Delivery.PENDING)),
        (NotSent(), SCREEN, Settled(Delivery.PENDING)),
        (Unserved(), SCREEN, Settled(Delivery.PENDING)),
        (TryAfter(3), SCREEN, Settled(Delivery.PENDING)),
        (Moved(-100), SCREEN, Settled(Delivery.PENDING, moved_to=-100)),
        (ChatGone(said="Blocked"), SCREEN, Settled(Delivery.BLOCKED, Reason.BLOCKED, said="Blocked")),
        (ChatGone(Gone.DEACTIVATED), SCREEN, Settled(Delivery.BLOCKED, Reason.DEACTIVATED)),
        (ChatGone(Gone.NOT_FOUND), SCREEN, Settled(Delivery.BLOCKED, Reason.NOT_FOUND)),
        (ChatGone(Gone.NEVER_STARTED), SCREEN, Settled(Delivery.BLOCKED, Reason.NEVER_STARTED)),
        (ChatGone(Gone.REMOVED), SCREEN, Settled(Delivery.BLOCKED, Reason.REMOVED)),
        (Refused(said="Bad"), SCREEN, Settled(Delivery.FAILED, Reason.REFUSED, said="Bad")),
        (Refused(Why.ALREADY), SCREEN, Settled(Delivery.FAILED, Reason.REFUSED)),
        (Refused(Why.TOO_OLD), Delete(1), Settled(Delivery.FAILED, Reason.TOO_OLD)),
        (Refused(Why.TOO_OLD), SCREEN, Settled(Delivery.FAILED, Reason.REFUSED)),
        (Refused(Why.MESSAGE_GONE), Edit(1, SCREEN), Settled(Delivery.FAILED, Reason.GONE)),
    ],
)
def test_a_verdict_settles_a_recipient(
    verdict: Verdict, act: Screen | Edit | Delete, settled: Settled
) -> None:
    assert settled_by(verdict, Claimed(1001, act)) == settled
