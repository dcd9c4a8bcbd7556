"""What the buttons about events say."""

from __future__ import annotations

from bot.dialogue.data import Data


class ListEvents(Data, action="ac"):
    """List the events."""


class NewEvent(Data, action="ac_new"):
    """Enter one."""


class OpenEvent(Data, action="ac_open"):
    """Show one, with what came of it."""

    number: int


class ShowPlaces(Data, action="ac_by"):
    """Show what came of an event by village, or ("agent") by who handed out the link."""

    number: int
    by: str


class AddAgent(Data, action="ac_agent"):
    """Let somebody hand out links of an event."""

    number: int


class Tell(Data, action="ac_tell"):
    """Write an announcement of an event."""

    number: int


class MakePoster(Data, action="ac_poster"):
    """Make the poster of an event, as "png" or "pdf"."""

    number: int
    kind: str


class ForgetNamed(Data, action="ac_unname"):
    """Forget who may be named."""

    number: int


class CloseEvent(Data, action="ac_close"):
    """List an event no longer."""

    number: int
