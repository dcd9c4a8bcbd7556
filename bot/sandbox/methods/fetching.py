"""Methods about updates: the webhook's settings; `getUpdates` itself waits in `delivery`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bot.sandbox.refusals import bad_request
from bot.sandbox.registry import FILE, FLAG, INTEGER, JSON, TEXT, method
from bot.sandbox.updates import Webhook

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.sandbox.people import Json
    from bot.sandbox.world import World

LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})
MAX_CONNECTIONS = 100
_secret = re.compile(r"[A-Za-z0-9_-]{1,256}")


@method("getUpdates", offset=INTEGER, limit=INTEGER, timeout=INTEGER, allowed_updates=JSON)
def get_updates(_: World, __: Json) -> Any:
    """`getUpdates`: only its parameters; the server hands the call to the poller."""
    raise LookupError("the poller answers getUpdates")


@method(
    "setWebhook",
    url=TEXT,
    secret_token=TEXT,
    allowed_updates=JSON,
    max_connections=INTEGER,
    drop_pending_updates=FLAG,
    ip_address=TEXT,
    certificate=FILE,
)
def set_webhook(world: World, args: Json) -> bool:
    """`setWebhook`: updates go to this address; plain HTTP is taken on this machine only."""
    if not args.get("url"):
        return bool(delete_webhook(world, args))
    webhook = Webhook(
        _checked_url(args["url"], world.webhook_hosts),
        _checked_secret(args.get("secret_token", "")),
        min(max(args.get("max_connections", 40), 1), MAX_CONNECTIONS),
        args.get("ip_address", "127.0.0.1"),
    )
    world.updates.allow(args.get("allowed_updates"))
    if args.get("drop_pending_updates"):
        world.updates.drop()
    world.updates.set_webhook(webhook)
    return True


def _checked_url(url: str, hosts: Iterable[str]) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if parts.hostname not in LOCAL_HOSTS.union(hosts):
        raise bad_request("bad webhook: this sandbox delivers to its own machine only")
    return url


def _checked_secret(secret: str) -> str:
    if secret and not _secret.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    return secret


@method("deleteWebhook", drop_pending_updates=FLAG)
def delete_webhook(world: World, args: Json) -> bool:
    """`deleteWebhook`: back to `getUpdates`; what waits stays unless it is dropped."""
    if args.get("drop_pending_updates"):
        world.updates.drop()
    world.updates.set_webhook(None)
    return True


@method("getWebhookInfo")
def get_webhook_info(world: World, _: Json) -> Json:
    """`getWebhookInfo`: the address, how much waits, and the last error."""
    updates = world.updates
    info: Json = {"url": "", "has_custom_certificate": False, "pending_update_count": len(updates.pending)}
    if updates.allowed:
        info["allowed_updates"] = list(updates.allowed)
    webhook = updates.webhook
    if webhook is None:
        return info
    info |= {"url": webhook.url, "max_connections": webhook.max_connections, "ip_address": webhook.ip_address}
    if webhook.last_error_message:
        info |= {
            "last_error_date": webhook.last_error_date,
            "last_error_message": webhook.last_error_message,
        }
    return info
