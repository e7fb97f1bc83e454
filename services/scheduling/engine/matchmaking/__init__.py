"""Business matchmaking: who sits with whom in which slot, with the fewest idle runs, and a proof that no fewer do.

`instance` says what is asked; `possible` refuses what simple counting refutes; `encoding` puts the rest into clauses;
`search` climbs from below, core by core, until a timetable is found or time is up; `portfolio` races searches on
several cores. `places` decides which meetings to give up when not all can take place.
"""
