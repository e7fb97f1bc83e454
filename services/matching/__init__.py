"""Matching: which interpreter serves which guest and which meeting, and why.

Owns the roster of interpreters, the demands, the plan in force and each edition's policy. Announces
InterpreterAssigned, InterpreterReleased, DemandUnfilled, DemandClosed and what happens to the roster.
Listens to guests (who needs whom), arrivals and departures (for how long), meetings and sessions (who must be
where) and editions.
"""
