"""Looking after the program itself: what is wrong with it or its machine, and a backup each night."""
