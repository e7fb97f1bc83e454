"""Shapes of what scheduling is asked and what it answers."""
