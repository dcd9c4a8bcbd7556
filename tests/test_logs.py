"""What the libraries may say in the log."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING

import pytest

from bot import logs

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root = logging.getLogger()
    before = root.handlers[:], root.level, logging.getLogger("bot").level
    yield
    root.handlers[:], level, own = before
    root.setLevel(level)
    logging.getLogger("bot").setLevel(own)


@pytest.mark.parametrize("verbose", [False, True])
def test_aiosqlite_never_writes_statements_with_their_values(*, verbose: bool) -> None:
    logs.set_up(verbose=verbose)
    logging.getLogger().setLevel(logging.DEBUG)
    assert not logging.getLogger("aiosqlite").isEnabledFor(logging.DEBUG)


def logged(capsys: pytest.CaptureFixture[str], *, as_json: bool) -> list[str]:
    logs.set_up(as_json=as_json)
    log = logging.getLogger("bot.somewhere")
    with logs.about("4242:17"):
        log.error("a turn\nfailed with 4242:secret-token-of-botfather")
    try:
        int("Siti Aminah, 6106011708809001")
    except ValueError:
        log.exception("it failed")
    return capsys.readouterr().err.splitlines()


@pytest.mark.parametrize("as_json", [False, True])
def test_each_record_is_one_line_and_holds_nothing_of_anybody(
    capsys: pytest.CaptureFixture[str], *, as_json: bool
) -> None:
    lines = logged(capsys, as_json=as_json)
    assert len(lines) == 2
    for hidden in ("Siti", "6106", "secret-token"):
        assert hidden not in "".join(lines)


def test_a_line_bears_the_id_of_its_turn(capsys: pytest.CaptureFixture[str]) -> None:
    first, second = logged(capsys, as_json=False)
    assert first.endswith("[turn 4242:17]")
    assert "[turn" not in second


def test_as_json_each_line_is_an_object(capsys: pytest.CaptureFixture[str]) -> None:
    first, second = map(json.loads, logged(capsys, as_json=True))
    assert first["turn"] == "4242:17"
    assert first["level"] == "ERROR"
    assert first["logger"] == "bot.somewhere"
    assert second["error"].startswith("ValueError < ")
