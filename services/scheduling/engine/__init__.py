"""From what is asked for and what is there to a proven plan: pure functions, the same answer for the same question."""
