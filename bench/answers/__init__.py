"""How well questions are told apart, measured on any set of labelled questions."""
