"""Three ways to spend a budget as a workbook that reckons itself."""
