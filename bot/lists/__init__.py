"""Lists of people as agencies hand them out: opened, understood column by column, read row by row. Pure."""
