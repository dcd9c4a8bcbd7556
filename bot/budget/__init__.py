"""/anggaran: what a budget reaches, three ways side by side."""
