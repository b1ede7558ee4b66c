"""The office's settings as sheets: how a cell is written and read, which settings would break the county."""
