"""A local stand-in for Telegram: the Bot API over HTTP, people who act, and a chat page.

It knows nothing of the bot it serves; everything is kept in memory and nothing leaves the machine.
"""

from bot.sandbox.driver import GroupDriver, Heard, PersonDriver
from bot.sandbox.faults import Fault, Faults
from bot.sandbox.limits import Limits
from bot.sandbox.people import DEMO_PEOPLE, SECOND_OFFICER, Person
from bot.sandbox.server import Sandbox

__all__ = [
    "DEMO_PEOPLE",
    "SECOND_OFFICER",
    "Fault",
    "Faults",
    "GroupDriver",
    "Heard",
    "Limits",
    "Person",
    "PersonDriver",
    "Sandbox",
]
