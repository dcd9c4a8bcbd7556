"""Setting an installation up: the files of a server, the key, and the key on paper."""
