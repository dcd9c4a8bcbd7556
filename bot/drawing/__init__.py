"""Pictures: SVG built out of data (pure), and turned into PNG by a process of its own."""

from typing import Final

LENGTH: Final = 4  # bytes, big-endian: stands before each document that the process reads or writes
