"""Who appears in the conversations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.sandbox import PersonDriver, Sandbox
    from tests.conftest import RunningBot

    Invite = Callable[[int, str], Awaitable[PersonDriver]]


@pytest.fixture
def siti(bot: RunningBot, sandbox: Sandbox) -> PersonDriver:
    """Somebody who has the bot in front of her."""
    return sandbox.person(1001)


@pytest.fixture
def invited(sandbox: Sandbox, command: Any, capsys: pytest.CaptureFixture[str]) -> Invite:
    """Make somebody a member of staff."""

    async def invite(person_id: int, role: str) -> PersonDriver:
        capsys.readouterr()
        command("staff", "invite", "--role", role)
        person = sandbox.person(person_id)
        await person.starts(capsys.readouterr().out.strip().partition("start=")[2])
        await person.hears_until("kantor")
        return person

    return invite
