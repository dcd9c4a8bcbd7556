"""What people want to hear of unasked: kinds of announcements that they muted, and what they wished for."""
