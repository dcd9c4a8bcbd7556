"""Telegram's refusals: the code and the words with which the Bot API says no."""

from __future__ import annotations

BAD_REQUEST = 400
UNAUTHORIZED = 401
FORBIDDEN = 403
NOT_FOUND = 404
CONFLICT = 409
TOO_MANY = 429
SERVER_ERROR = 500


class RefusedError(Exception):
    """A call the Bot API would answer with `"ok": false`."""

    def __init__(self, code: int, description: str, parameters: dict[str, int] | None = None) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.parameters = parameters


def bad_request(words: str) -> RefusedError:
    """400, as for a parameter Telegram cannot use."""
    return RefusedError(BAD_REQUEST, f"Bad Request: {words}")


def forbidden(words: str) -> RefusedError:
    """403, as for a person who does not want to hear from the bot."""
    return RefusedError(FORBIDDEN, f"Forbidden: {words}")


def conflict(words: str) -> RefusedError:
    """409, as for two ways of fetching updates at once."""
    return RefusedError(CONFLICT, f"Conflict: {words}")


def too_many_requests(retry_after: int) -> RefusedError:
    """429 with the seconds to wait, as for a bot that floods."""
    return RefusedError(
        TOO_MANY, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after}
    )


def unauthorized() -> RefusedError:
    """401, as for a token nobody was given."""
    return RefusedError(UNAUTHORIZED, "Unauthorized")


def not_found(words: str = "") -> RefusedError:
    """404, as for a malformed token or a method that does not exist."""
    return RefusedError(NOT_FOUND, f"Not Found: {words}" if words else "Not Found")


def unparsable(words: str) -> RefusedError:
    """400 about the HTML of a text."""
    return bad_request(f"can't parse entities: {words}")
