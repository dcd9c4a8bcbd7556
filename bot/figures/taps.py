"""What the buttons about figures say. A month is YYYY-MM; "" is the one that goes on."""

from __future__ import annotations

from bot.dialogue.data import Data


class Overview(Data, action="fg"):
    """Show the main figures of a month."""

    month: str = ""


class ShowSection(Data, action="fg_one"):
    """Show a section as a picture."""

    section: str
    month: str = ""


class ShowText(Data, action="fg_text"):
    """Show a section as text."""

    section: str
    month: str = ""


class TakeFile(Data, action="fg_file"):
    """Take all figures out as a file: "xlsx" or "pdf"."""

    kind: str
    month: str = ""
