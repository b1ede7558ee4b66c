"""Rules that tell a careful number from a careless one: pure, one file one rule (domain.md 1.4). None changes a number."""
