"""What the staff can do in registration.

editions    open_edition
guests      register_guest, amend_guest, confirm_guest, withdraw_guest, close_arrivals
imports     import_delegations, import_guests, import_replies
badges      issue_badge, revoke_badge
doors       check_in
scans       list_scans, scans_of
pages       guest_page, figures
hearing     note_assignment, note_meeting, note_trip
"""
