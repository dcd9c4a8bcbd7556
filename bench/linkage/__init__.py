"""How well people are found again among lists, measured on invented people."""
