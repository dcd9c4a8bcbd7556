"""The load test: Payung and two plain echo bots against the same local Bot API server."""
