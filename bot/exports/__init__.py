"""Lists out: registrations as rows of a file, for BPJS Ketenagakerjaan and whoever else may have them."""
