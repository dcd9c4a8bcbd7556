"""Screens read aloud: a button where somebody has recorded the text, and which voice one hears."""
