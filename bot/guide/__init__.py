"""The first screen, help, language: what needs no registration."""
