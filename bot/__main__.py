"""`python -m bot` is the command `payung`."""

from bot.cli import main

raise SystemExit(main())
