"""What planners see of a budget."""
