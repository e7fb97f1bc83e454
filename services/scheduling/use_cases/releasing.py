"""Telling people: draft and released versions, the changelog, and what is new to whom."""

from collections.abc import Sequence

from services.scheduling import standing
from services.scheduling.domain.conflict import Conflict
from services.scheduling.domain.policy import Grade
from services.scheduling.domain.release import (
    Agenda,
    Alteration,
    Appointment,
    Difference,
    NothingToRelease,
    OtherDraft,
    PublicNews,
    Release,
    ReleaseBlocked,
    Unreleased,
    changes,
    differences,
    next_appointments,
    public_news,
    told_anew,
)
from services.scheduling.engine.conflicts import conflicts
from services.scheduling.engine.instance import Instance
from services.scheduling.storage import Agendas, Drafts, Records, Releases
from services.scheduling.use_cases.planning import instance_of
from shared.clock import now
from shared.events.scheduling import AgendaReleased, SchedulingPlanReleased
from shared.storage.store import Change, save_all

KINDS = {"MEETING": "Meeting", "TALKS": "Talks", "CALL": "Call"}


def conflicts_of(records: Records, edition: str) -> list[Conflict]:
    """What is wrong with the plan as things stand at this moment."""
    return conflicts(_stored(records, edition), now())


def release_plan(
    records: Records,
    releases: Releases,
    agendas: Agendas,
    edition: str,
    by: str,
    note: str,
    expected_number: int | None,
) -> Release:
    """Tell people the draft as it stands; each hears only what is new to them.

    Raises `ReleaseBlocked` with the conflicts in the way, `NothingToRelease`, and `OtherDraft` when the draft is no
    longer the one the caller looked at.
    """
    draft = records.plans.of_edition(edition)
    if expected_number is not None and expected_number != draft.number:
        raise OtherDraft(expected=expected_number, found=draft.number)
    instance = _stored(records, edition)
    in_the_way = [c for c in conflicts(instance, now()) if c.grade in (Grade.BLOCK, Grade.BLOCK_RELEASE)]
    if in_the_way:
        told = [{"code": c.code, "about": list(c.about), "says": c.says} for c in in_the_way]
        raise ReleaseBlocked(conflicts=told)
    latest = releases.newest(edition)
    told_before = latest.appointments if latest else ()
    release = _next(
        edition, latest.number + 1 if latest else 1, draft.number, instance, told_before, by, note
    )
    save_all(
        [
            Change(releases, release, (_announced(release),)),
            *(
                _news(agendas, release, person, lines)
                for person, lines in told_anew(release.changelog).items()
            ),
        ]
    )
    return release


def appointments(instance: Instance) -> list[Appointment]:
    """The draft as people would be told of it: placed meetings and sessions."""
    return [_of_meeting(instance, m.id) for m in instance.wanted if m.placement] + [
        _of_session(instance, session.id) for session in instance.sessions
    ]


def difference(drafts: Drafts, edition: str, one: int, other: int) -> list[Difference]:
    """What is different from one draft to another."""
    return differences(drafts.get(f"{edition}.d{one:06}"), drafts.get(f"{edition}.d{other:06}"))


def unreleased(records: Records, releases: Releases, edition: str) -> Unreleased:
    """What people would be told if the draft were released at this moment; conflicts are not asked about."""
    latest = releases.newest(edition)
    told = latest.appointments if latest else ()
    plan = records.plans.of_edition(edition)
    standing_now = next_appointments(told, appointments(_stored(records, edition)), now())
    return Unreleased(latest.number if latest else 0, plan.number, changes(told, standing_now))


def public_changelog(releases: Releases, edition: str) -> list[PublicNews]:
    """What was new in the programme, newest first; releases that moved only leaders' meetings are not in it."""
    found = sorted(releases.find(edition=edition), key=lambda release: -release.number)
    return [news for news in map(public_news, found) if news.lines]


def _stored(records: Records, edition: str) -> Instance:
    return instance_of(records, edition, records.meetings.find(edition=edition))


def _next(
    edition: str,
    number: int,
    plan_number: int,
    instance: Instance,
    told: Sequence[Appointment],
    by: str,
    note: str,
) -> Release:
    at = now()
    standing_now = next_appointments(told, appointments(instance), at)
    changelog = changes(told, standing_now)
    if not changelog:
        raise NothingToRelease(edition=edition, number=number - 1)
    return Release(
        f"{edition}.v{number:04}", edition, number, plan_number, at, by, note, standing_now, changelog
    )


def _announced(release: Release) -> SchedulingPlanReleased:
    counted = {what: len(ids) for what, ids in standing.by_change(release.changelog).items()}
    return SchedulingPlanReleased(
        edition_id=release.edition,
        number=release.number,
        plan_number=release.plan_number,
        note=release.note,
        **counted,
    )


def _news(agendas: Agendas, release: Release, person: str, lines: tuple[Alteration, ...]) -> Change:
    agenda = agendas.find_one(id=f"{person}.agenda") or Agenda(
        id=f"{person}.agenda", edition=release.edition, person_id=person, release=0
    )
    agenda.release, agenda.news = release.number, lines
    told = AgendaReleased(
        person_id=person, edition_id=release.edition, release=release.number, **standing.by_change(lines)
    )
    return Change(agendas, agenda, (told,))


def _of_meeting(instance: Instance, meeting_id: str) -> Appointment:
    meeting = next(m for m in instance.meetings if m.id == meeting_id)
    place = meeting.placement
    assert place is not None
    host, room, guest = (
        instance.host.get(place.host_id), instance.room.get(place.room_id), instance.guest.get(meeting.guest_id),
    )  # fmt: skip
    title = f"{KINDS[meeting.kind.value]}: {guest.name if guest else ''} – {host.name if host else ''}"
    people = tuple(sorted({*instance.coming(meeting), place.host_id, *meeting.host_side}))
    return Appointment(
        meeting.id, meeting.kind.value.lower(), title, place.starts, place.ends, place.room_id,
        room.name if room else "", people,
    )  # fmt: skip


def _of_session(instance: Instance, session_id: str) -> Appointment:
    session = next(s for s in instance.sessions if s.id == session_id)
    room = instance.room.get(session.room_id or "")
    return Appointment(
        session.id, session.session_type.value.lower(), session.title, session.starts, session.ends,
        session.room_id or "", room.name if room else "", tuple(sorted(session.speakers)),
    )  # fmt: skip
