"""Enrolment: the form, what becomes of it, and the worker's own data."""
