"""What an announcement and each of its recipients can be, by the names that the store keeps."""

from __future__ import annotations

from enum import IntEnum, StrEnum

from bot.terms.news import NewsKind
from bot.texts import key


class Action(StrEnum):
    """What an announcement does to each recipient's chat."""

    SEND = "send"
    RECALL = "recall"  # deletes what another one sent
    CORRECT = "correct"  # edits what another one sent


class Standing(IntEnum):
    """The bot's own messages, which no staff write: the place of the id of an announcement."""

    STAGE = -1  # a registration changed its stage; the subject is the change
    REMINDER = -2  # an enrolment is unfinished; the subject is the draft
    PAYMENT = -4  # a day until which to pay comes near; the subject is which day, and the date
    CHECK = -5  # what somebody said is old; the subject is the registration, and the day
    COVER = -6  # a programme pays no longer; the subject is the registration, the month, the days before it
    CLIFF = -7  # for staff: how many fall with it; the subject is the month, and the days before it
    ALARM = -8  # for staff: something is wrong with the program or its machine; the subject is the alarm
    DISCOUNT = -3  # a discount ends; the subject is the chat's registration and the last day


class State(StrEnum):
    """Where an announcement stands."""

    DRAFT = "draft"  # it is being written
    AWAITING = "awaiting"  # its writer confirmed it; a second member of staff must
    RUNNING = "running"  # it goes out, now or when its time has come
    PAUSED = "paused"  # by staff
    HALTED = "halted"  # by the bot, see Trouble
    STOPPED = "stopped"  # for good, by staff
    DONE = "done"  # every recipient is settled


ACTIVE = frozenset({State.RUNNING, State.PAUSED, State.HALTED})
ENDED = frozenset({State.STOPPED, State.DONE})


class Trouble(StrEnum):
    """Why the bot halted an announcement."""

    REFUSED = "refused"  # Telegram refuses what it says
    UNANSWERED = "unanswered"  # answers are lost, one after the other
    MISSED = "missed"  # its time came and went without it: the program was off
    RESTORED = "restored"  # it comes out of a backup: what went out since is not known


class Delivery(StrEnum):
    """What became of one recipient."""

    PENDING = "pending"  # not yet tried, or surely not sent
    SENDING = "sending"  # claimed: a call is under way
    SENT = "sent"  # Telegram took it
    BLOCKED = "blocked"  # the chat cannot be written to: see the reason
    FAILED = "failed"  # Telegram refuses it
    UNKNOWN = "unknown"  # the call left, its answer never came: sent or not, nobody can tell
    SKIPPED = "skipped"  # left out on purpose


class Reason(StrEnum):
    """Why a recipient was left out, did not get it, or is not known to have got it."""

    MUTED = "muted"
    UNREACHABLE = "unreachable"
    SAME = "same"  # got the same message in the last days
    MOVED = "moved"  # the chat became another one, which is a recipient itself
    TOO_OLD = "too_old"  # Telegram deletes and edits only what is younger
    OUTDATED = "outdated"  # what it was about has changed
    REFUSED = "refused"  # Telegram refuses the message as it is
    FAULT = "fault"  # the program itself failed
    GONE = "gone"  # the message is no longer there
    UNSURE = "unsure"  # whether it arrived is unknown, so there is nothing to recall or correct
    BLOCKED = "blocked"  # the chat has blocked the bot
    DEACTIVATED = "deactivated"  # the account is no more
    NOT_FOUND = "not_found"  # Telegram knows no such chat
    NEVER_STARTED = "never_started"  # it never wrote to the bot
    REMOVED = "removed"  # the bot was taken out of a group
    LATE = "late"  # no answer of Telegram's came in time
    CUT = "cut"  # the connection ended before the answer
    SERVER = "server"  # Telegram said that it failed
    UNREADABLE = "unreadable"  # what came was no answer of Telegram's
    NAMELESS = "nameless"  # the answer did not say which message it became
    INTERRUPTED = "interrupted"  # the program ended before the answer
    RESTORED = "restored"  # it comes out of a backup: what went out since is not known


STAFF_KINDS = (NewsKind.NEWS, NewsKind.BENEFITS, NewsKind.CONTRIBUTIONS)
STATE_NAMES = {
    State.DRAFT: key("run.draft"),
    State.AWAITING: key("run.awaiting"),
    State.RUNNING: key("run.running"),
    State.PAUSED: key("run.paused"),
    State.HALTED: key("run.halted"),
    State.STOPPED: key("run.stopped"),
    State.DONE: key("run.done"),
}
DELIVERY_NAMES = {
    Delivery.PENDING: key("delivery.pending"),
    Delivery.SENDING: key("delivery.sending"),
    Delivery.SENT: key("delivery.sent"),
    Delivery.BLOCKED: key("delivery.blocked"),
    Delivery.FAILED: key("delivery.failed"),
    Delivery.UNKNOWN: key("delivery.unknown"),
    Delivery.SKIPPED: key("delivery.skipped"),
}
REASON_NAMES = {
    Reason.MUTED: key("reason.muted"),
    Reason.UNREACHABLE: key("reason.unreachable"),
    Reason.SAME: key("reason.same"),
    Reason.MOVED: key("reason.moved"),
    Reason.TOO_OLD: key("reason.too_old"),
    Reason.OUTDATED: key("reason.outdated"),
    Reason.REFUSED: key("reason.refused"),
    Reason.FAULT: key("reason.fault"),
    Reason.GONE: key("reason.gone"),
    Reason.UNSURE: key("reason.unsure"),
    Reason.BLOCKED: key("reason.blocked"),
    Reason.DEACTIVATED: key("reason.deactivated"),
    Reason.NOT_FOUND: key("reason.not_found"),
    Reason.NEVER_STARTED: key("reason.never_started"),
    Reason.REMOVED: key("reason.removed"),
    Reason.LATE: key("reason.late"),
    Reason.CUT: key("reason.cut"),
    Reason.SERVER: key("reason.server"),
    Reason.UNREADABLE: key("reason.unreadable"),
    Reason.NAMELESS: key("reason.nameless"),
    Reason.INTERRUPTED: key("reason.interrupted"),
    Reason.RESTORED: key("reason.restored"),
}
