"""Questions in free text: what is asked, the answer as of the day, and what is asked next."""
