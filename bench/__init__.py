"""Measurements, never tests: see README.md."""
