"""The rules of scheduling: rooms, hosts' calendars, sessions, leaders' meetings, and what may be where and when."""
