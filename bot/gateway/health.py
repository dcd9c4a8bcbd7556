"""A local port for whoever looks after the program: is it alive, is it ready, its figures for Prometheus."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from aiohttp import web
from prometheus_client import generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector, CollectorRegistry

from bot.errors import ConfigurationError
from bot.store.failures import StoreFaultError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from prometheus_client import Metric

    from bot.settings import Address

_PATIENCE: Final = 2.0  # seconds for the store to answer


class HealthServer:
    """Serves /healthz, /readyz and /metrics on an address of this machine.

    `is_alive` tells whether the parts without which nothing goes on still go on; `faults` what keeps the
    program from answering people, a line each; `gauges` what is measured when it is asked for.
    """

    def __init__(
        self, address: Address, registry: CollectorRegistry, is_alive: Callable[[], bool],
        faults: Callable[[], Awaitable[list[str]]], gauges: Callable[[], Awaitable[Iterable[Metric]]],
    ) -> None:  # fmt: skip
        self._address, self._registry = address, registry
        self._is_alive, self._faults, self._gauges = is_alive, faults, gauges
        application = web.Application(client_max_size=0)
        application.router.add_get("/healthz", self._health)
        application.router.add_get("/readyz", self._readiness)
        application.router.add_get("/metrics", self._metrics)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=1)

    async def start(self) -> None:
        """Answer. Raise ConfigurationError where the port is not to be had."""
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self._address.host, self._address.port).start()
        except OSError as error:
            await self._runner.cleanup()
            raise ConfigurationError(
                "PAYUNG_HEALTH_LISTEN", f"cannot be listened on ({error.strerror})"
            ) from None

    async def stop(self) -> None:
        """Close the port."""
        await self._runner.cleanup()

    async def _health(self, _: web.Request) -> web.Response:
        alive = self._is_alive()
        return web.Response(
            status=200 if alive else 503, text="ok\n" if alive else "the store's writer has ended\n"
        )

    async def _readiness(self, _: web.Request) -> web.Response:
        try:
            async with asyncio.timeout(_PATIENCE):
                faults = await self._faults()
        except TimeoutError:
            faults = ["the store does not answer"]
        return web.Response(status=503 if faults else 200, text="\n".join(faults or ["ok"]) + "\n")

    async def _metrics(self, _: web.Request) -> web.Response:
        text = generate_latest(self._registry)
        try:
            async with asyncio.timeout(_PATIENCE):
                text += generate_latest(_of_now(await self._gauges()))
        except (TimeoutError, StoreFaultError):
            pass  # the store does not answer: the counters still do
        return web.Response(body=text, headers={"Content-Type": CONTENT_TYPE_PLAIN_0_0_4})


def _of_now(metrics: Iterable[Metric]) -> CollectorRegistry:
    registry = CollectorRegistry()
    registry.register(_Given(metrics))
    return registry


class _Given(Collector):
    """Metrics that were measured just now."""

    def __init__(self, metrics: Iterable[Metric]) -> None:
        self._metrics = list(metrics)

    def collect(self) -> Iterable[Metric]:
        """Return them."""
        return self._metrics
