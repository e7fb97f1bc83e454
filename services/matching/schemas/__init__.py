"""Shapes of what matching is asked and answers."""
