"""Simulated workers who enrol by chat: they see what a person sees, and know who they are."""
