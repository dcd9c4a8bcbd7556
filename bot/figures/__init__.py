"""Figures: what is done and what is left, as text, picture, workbook and a report for the regent."""
