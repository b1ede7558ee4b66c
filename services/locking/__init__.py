"""Closed periods: locked from a day on, unlocked with a reason; both are changes."""
