"""Announcing as a conversation, for the tests that need one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.conversation import Conversation


def writes(staff: Conversation, text: str) -> Conversation:
    """Write a message, which shows the desk."""
    staff.says("/siarkan").sees("Kirim pesannya sekarang")
    return staff.says(text).sees("Draf kabar")


def tries_it(staff: Conversation) -> None:
    """Have it sent to oneself."""
    staff.taps("Kirim uji ke saya").sees("Begini pesannya sampai").sees("sudah dilihat")


def confirms(staff: Conversation, people: int, button: str = "📣 Kirim") -> None:
    """Type the number of recipients, and let it go out."""
    staff.taps(button).sees("ketik jumlah")
    staff.says(str(people)).sees("disetujui")
    staff.town.speaks_unasked()


def announces(staff: Conversation, text: str, people: int) -> None:
    """Announce to everybody."""
    writes(staff, text)
    tries_it(staff)
    confirms(staff, people)
