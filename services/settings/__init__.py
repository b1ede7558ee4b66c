"""The office's settings: taken away as sheets, read back, checked, shown as a difference, confirmed as one change."""
