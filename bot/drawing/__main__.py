"""A process that draws: SVG in, PNG out, each after its length; ends with its input."""

from __future__ import annotations

import os
import sys

from bot.drawing import LENGTH
from bot.drawing.render import to_png


def main() -> None:
    """Draw until there is nothing more to read."""
    os.nice(19)  # people are answered first
    source, target = sys.stdin.buffer, sys.stdout.buffer
    while size := source.read(LENGTH):
        try:
            picture = to_png(source.read(int.from_bytes(size)).decode())
        except ValueError:  # no picture: whoever asked sees that the process has ended
            sys.exit(1)
        try:
            target.write(len(picture).to_bytes(LENGTH) + picture)
            target.flush()
        except BrokenPipeError:  # whoever asked was killed
            os.dup2(os.open(os.devnull, os.O_WRONLY), target.fileno())  # or Python complains as it ends
            return


if __name__ == "__main__":
    main()
