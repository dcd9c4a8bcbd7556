"""Who pays which month of whom: promises and payments, priced month by month. Pure."""
