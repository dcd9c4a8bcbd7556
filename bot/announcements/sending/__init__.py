"""Sending what was confirmed: recipients gathered, claimed, served, settled; the live card."""
