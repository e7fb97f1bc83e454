"""What the staff can do in registration.

editions    open_edition
guests      register_guest, amend_guest, confirm_guest, withdraw_guest, close_arrivals
imports     import_delegations, import_guests, import_replies
badges      issue_badge, revoke_badge
badge_print print_badge, reissue_badge, issue_missing_badges
walk_ins    register_walk_in
doors       check_in
desk_list   page, catch_up
late_scans  keep_late
conflicts   settle_conflict
scans       list_scans, scans_of
pages       guest_page, figures
hearing     note_assignment, note_meeting, note_trip
"""
