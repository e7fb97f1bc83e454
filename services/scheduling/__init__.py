"""Scheduling: which leader receives which guest, in which room, and when.

Owns rooms, hosts with their calendars, sessions and leaders' meetings, and the numbered plan of an edition.
Announces RoomListed, HostListed, HostCalendarSet, SessionScheduled, MeetingRequested, MeetingScheduled, MeetingMoved,
MeetingUnplaceable and MeetingCancelled. Listens to guests (rank, whether still expected) and arrivals (from when to
when a guest is in town).

Owns business matchmaking too: slots, participants, requests and runs. Announces BusinessMeetingRequested,
BusinessRequestAnswered, BusinessMeetingConfirmed and MatchmakingRunAdopted.
"""
