"""Registration: who is expected, who is inside, which badge is whose.

Owns editions, delegations, guests with their badges and scans, and the scans of badges nobody knows.
Announces every change of these (`shared/events/registration.py`); passport numbers and needs never leave in
events. Listens to assignments, meetings and trips only to show on a guest's own page who interprets, who
receives and who drives.
"""
