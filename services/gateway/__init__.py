"""Gateway: the only door from outside. HTTP in, RPC to the services; no rules and no database of its own.

Announces nothing. Listens to everything, for the live stream only (`stream.py`, a process of its own).
"""
