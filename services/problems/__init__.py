"""日督查 and 问题整改: one loop from the finding to its closing."""
