"""Measurements, printed as ratios and counts that hold on a noisy machine."""
