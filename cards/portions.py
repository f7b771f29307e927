"""Into what portions a long print run is cut."""

PART = 25
"""Sheets that are one job."""
FILE = 5_000
"""Sheets that one file holds at most."""
