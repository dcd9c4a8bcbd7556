"""All screens on one page, for whoever writes or translates texts: real conversations, side by side."""
