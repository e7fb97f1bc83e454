"""Scheduling: which leader receives which guest, in which room, and when.

Owns rooms, hosts with their calendars, sessions and leaders' meetings, and the numbered plan of an edition.
Announces RoomListed, HostListed, HostCalendarSet, SessionScheduled, MeetingRequested, MeetingScheduled, MeetingMoved,
MeetingUnplaceable and MeetingCancelled; for business matchmaking, whose slots, participants, requests and runs it owns
too, BusinessMeetingRequested, BusinessRequestAnswered, BusinessMeetingConfirmed and MatchmakingRunAdopted. Listens to guests (rank, whether still expected) and arrivals (from when to
when a guest is in town).
"""
