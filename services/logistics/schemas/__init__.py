"""Shapes of what logistics is asked and what it answers over RPC."""
