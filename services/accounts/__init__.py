"""Who is here and what they may see: accounts, passwords, signing in, scope."""
