"""Measure frames in, Plotly figures and small SVG out. Knows no screen, no database, no clock."""
