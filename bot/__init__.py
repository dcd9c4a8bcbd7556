"""Payung: a Telegram bot that explains BPJS Ketenagakerjaan and enrols workers."""
