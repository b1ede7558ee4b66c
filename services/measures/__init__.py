"""Measures at a moment: worked out, judged, followed, compared, traced."""
