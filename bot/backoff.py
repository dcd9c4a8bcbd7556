"""Pauses between tries that grow."""


class BackOff:
    """Pauses in seconds: the first one, then each `factor` times as long, up to the longest.

    It only counts; whoever tries again does the waiting.
    """

    def __init__(self, first: float, longest: float, factor: float = 2.0) -> None:
        self._first, self._longest, self._factor = first, longest, factor
        self._next = first

    def grown(self) -> float:
        """Return how long to wait now."""
        pause, self._next = self._next, min(self._next * self._factor, self._longest)
        return pause

    def reset(self) -> None:
        """Begin again with the first pause: something has gone well."""
        self._next = self._first
