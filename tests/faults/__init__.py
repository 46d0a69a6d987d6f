"""Faults done to a running archive, and what they cost: `script/test faults`."""
