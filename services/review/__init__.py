"""Sending in and reviewing: a submission waits until a reviewer accepts it, returns it or asks; its sender follows it."""
