"""PostgreSQL as an engine of the store: several processes on one database of a server."""
