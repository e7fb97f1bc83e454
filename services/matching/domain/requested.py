"""What coordinators ask for by hand: an extra booth, toasts, a visit, a look at the signs, a press talk."""

from collections.abc import Collection, Iterable

from services.matching.domain.need import Need, Purpose
from services.matching.domain.request import Request, RequestKind
from services.matching.domain.seats import HOST_LANGUAGE, at_table, in_booths, numbered
from services.matching.domain.standard import Standard

PURPOSES = {
    RequestKind.SESSION: Purpose.BOOTH,
    RequestKind.BANQUET: Purpose.TOAST,
    RequestKind.SITE_VISIT: Purpose.VISIT,
    RequestKind.SIGN_INSPECTION: Purpose.INSPECTION,
}
"""Everything else is a meeting."""


def needs_of_requests(requests: Iterable[Request], standards: Collection[Standard]) -> list[Need]:
    """Every seat that is asked for and not withdrawn."""
    return [seat for one in requests if not one.withdrawn for seat in _seats(one, standards)]


def _seats(request: Request, standards: Collection[Standard]) -> list[Need]:
    foreign = sorted(set(request.languages) - {HOST_LANGUAGE})
    if PURPOSES.get(request.kind) is Purpose.BOOTH and request.interpreters is None:
        return list(in_booths(_pattern(request, "", ""), foreign, standards))
    found: list[Need] = []
    for language in foreign:
        one = _pattern(request, language, f".{language}")
        if request.interpreters is None:
            found += at_table(one, standards, len(foreign))
        else:
            found += numbered(one, request.interpreters, request.interpreters)
    return found


def _pattern(request: Request, language: str, suffix: str) -> Need:
    return Need(
        id=f"{request.id}.n{suffix}",
        purpose=PURPOSES.get(request.kind, Purpose.MEETING),
        mode=request.mode,
        guest_id=request.guests[0] if request.guests else "",
        party=request.guests,
        rank=request.rank,
        language=language,
        starts=request.starts,
        ends=request.ends,
        place=request.place or None,
        topics=request.topics,
        request_id=request.id,
    )
