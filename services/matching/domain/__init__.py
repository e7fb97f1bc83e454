"""Interpreters, demands, the rules between them, and the plan; standard library and shared.errors only."""
