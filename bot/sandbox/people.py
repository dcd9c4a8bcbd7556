"""The people who may talk to the bot, and how the Bot API shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a Telegram account; everything here is invented."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = "id"
    phone: str = ""

    @property
    def name(self) -> str:
        """The name as a chat list shows it."""
        return f"{self.first_name} {self.last_name}".strip()

    def as_user(self) -> Json:
        """Return a `User` object, as in `message.from`."""
        user: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        user |= self._optional()
        if self.language_code:
            user["language_code"] = self.language_code
        return user

    def as_chat(self) -> Json:
        """Return a `Chat` object of the private chat with this person."""
        return {"id": self.id, "first_name": self.first_name, **self._optional(), "type": "private"}

    def as_contact(self, *, known: bool = True) -> Json:
        """Return a `Contact` object; without `user_id` where the address book knows only the number."""
        contact: Json = {"phone_number": self.phone, "first_name": self.first_name}
        if self.last_name:
            contact["last_name"] = self.last_name
        if known:
            contact["user_id"] = self.id
        return contact

    def _optional(self) -> Json:
        pairs = (("last_name", self.last_name), ("username", self.username))
        return {name: value for name, value in pairs if value}


DEMO_PEOPLE = (
    Person(1001, "Siti", "Aminah", "siti_contoh", "id", "+6281200009001"),
    Person(1002, "John", "Lidin", "john_contoh", "en", "+6281200009002"),
    Person(1003, "Rina", "(kantor)", "rina_contoh", "id", "+6281200009003"),
)
SECOND_OFFICER = Person(1004, "Dewi", "(kantor)", "dewi_contoh", "id", "+6281200009004")
