"""What people say beside answers and questions: a greeting, that they cannot read, that the card is lost."""
