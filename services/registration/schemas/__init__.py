"""Shapes of what registration is asked and answers."""
