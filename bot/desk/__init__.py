"""What staff see in the chat: figures, members. For everybody else it does not exist."""
