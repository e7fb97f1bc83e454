"""Keeping things and announcing what happened to them, in one atomic write."""
