"""Which danger a text tells of: looked at before anything else reads it. Pure."""
