"""The local port: alive, ready, figures that Prometheus' own parser reads; nothing of anybody in them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.errors import ConfigurationError
from bot.folders import ROOT
from bot.settings import Environment
from tests.conftest import RunningBot
from tests.talk import registers

if TYPE_CHECKING:
    from bot.resources import Resources
    from bot.sandbox import Sandbox


@pytest.fixture
def environment(environment: dict[str, str], unused_tcp_port: int) -> dict[str, str]:
    return {**environment, "PAYUNG_HEALTH_LISTEN": f"127.0.0.1:{unused_tcp_port}"}


async def asked(bot: RunningBot, path: str) -> tuple[int, str]:
    assert bot.settings.health
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{bot.settings.health.port}{path}") as answer,
    ):
        return answer.status, await answer.text()


async def scraped(bot: RunningBot) -> dict[str, Any]:
    status, text = await asked(bot, "/metrics")
    assert status == 200
    return {family.name: family for family in text_string_to_metric_families(text)}


def value(families: dict[str, Any], name: str, **labels: str) -> float:
    return next(
        float(sample.value)
        for family in families.values()
        for sample in family.samples
        if sample.name == name and labels.items() <= sample.labels.items()
    )


async def test_a_bot_that_runs_is_alive_and_ready(bot: RunningBot) -> None:
    assert await asked(bot, "/healthz") == (200, "ok\n")
    assert await asked(bot, "/readyz") == (200, "ok\n")


async def test_figures_tell_what_happens_and_nothing_of_anybody(bot: RunningBot, sandbox: Sandbox) -> None:
    number = await registers(sandbox.person(1001))
    found = await scraped(bot)
    assert value(found, "payung_updates_total", kind="message") > 2
    assert value(found, "payung_updates_total", kind="callback_query") > 5
    assert value(found, "payung_calls_total", outcome="Done") > 10
    assert value(found, "payung_turn_seconds_count") > 10
    assert value(found, "payung_store_batch_seconds_count") > 10
    assert value(found, "payung_turns", state="set_aside") == 0
    assert value(found, "payung_last_heard_seconds") < 60
    assert value(found, "payung_disk_free_bytes") > 0
    assert value(found, "payung_backup_age_seconds") == -1
    assert value(found, "payung_loop_failures", loop="polling") == 0
    _, text = await asked(bot, "/metrics")
    for hidden in (number, "1001", "Siti", "6106"):
        assert hidden not in text


async def test_every_query_of_the_dashboard_asks_for_a_figure_that_is_there(
    bot: RunningBot, sandbox: Sandbox
) -> None:
    await registers(sandbox.person(1001))
    _, text = await asked(bot, "/metrics")
    named = {sample.name for family in text_string_to_metric_families(text) for sample in family.samples}
    named |= {family.name for family in text_string_to_metric_families(text)}
    dashboard = json.loads((ROOT / "docs" / "grafana.json").read_text(encoding="utf-8"))
    queries = [target["expr"] for panel in dashboard["panels"] for target in panel.get("targets", ())]
    assert len(queries) > 10
    for query in queries:
        asked_for = set(re.findall(r"payung_[a-z_]+", query))
        assert asked_for, query
        assert asked_for <= named, query


async def test_a_telegram_that_is_silent_makes_it_not_ready(bot: RunningBot, sandbox: Sandbox) -> None:
    await sandbox.stop()
    bot.settings.clock._shift += bot.settings.clock._shift.__class__(minutes=6)
    status, text = await asked(bot, "/readyz")
    assert status == 503
    assert "Telegram does not answer" in text
    assert (await asked(bot, "/healthz"))[0] == 200


@pytest.mark.parametrize("address", ["0.0.0.0:9464", "192.168.1.5:9464", "9464", "127.0.0.1:x"])
def test_only_an_address_of_this_machine_is_listened_on(environment: dict[str, str], address: str) -> None:
    with pytest.raises(ConfigurationError, match="PAYUNG_HEALTH_LISTEN"):
        Environment({**environment, "PAYUNG_HEALTH_LISTEN": address}).settings()


async def test_a_port_that_is_taken_is_one_clear_error(
    bot: RunningBot, environment: dict[str, str], resources: Resources
) -> None:
    other = RunningBot(
        Environment(
            {**environment, "PAYUNG_DATABASE_URL": environment["PAYUNG_DATABASE_URL"] + "2"}
        ).settings(),
        resources,
    )
    with pytest.raises(ConfigurationError, match="PAYUNG_HEALTH_LISTEN"):
        await other.start()
