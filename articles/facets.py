"""Counts beside every choice."""
