"""云岭县: a fictional county, kept as the messy workbooks an office really keeps."""
