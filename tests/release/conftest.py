"""The wheel, as those of an installation have it."""

from tests.installation.conftest import wheel

__all__ = ["wheel"]
