"""Requests for interpreters that no other service announces: made, imported, corrected, withdrawn."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from services.matching import standing
from services.matching.domain.request import Request, request_id
from services.matching.storage import EditionFacts, Requests
from services.matching.use_cases.request_columns import REQUESTS
from services.matching.use_cases.versions import require_version
from shared.events.matching import InterpretersRequested, RequestAmended, RequestWithdrawn
from shared.importing import Entry, Form, Values, import_rows
from shared.importing.importer import DEFAULT_ZONE
from shared.storage.store import AlreadyExists, Change, save_all


def import_interpreter_requests(
    requests: Requests,
    editions: EditionFacts,
    edition: str,
    rows: Sequence[Mapping[str, str]],
    mapping: Mapping[str, str],
    *,
    dry_run: bool,
    partial: bool,
) -> dict[str, Any]:
    """A spreadsheet of requests; times are in the edition's zone. A row for a withdrawn one asks again."""
    heard = editions.find_one(id=edition)

    def build(reference: str, values: Values, before: Request | None) -> Request:
        guests = tuple(_guest_id(edition, guest) for guest in values.pop("guests", ()))
        return _requested(edition, reference, {**values, "guests": guests}, before)

    return import_rows(
        Form("interpreter_requests", REQUESTS, lambda values: str(values["reference"]), build),
        rows,
        mapping,
        stored=lambda references: requests.by_reference(edition, list(references)),
        write=lambda entries: save_all([_change(requests, entry) for entry in entries]),
        dry_run=dry_run,
        partial=partial,
        zone=ZoneInfo(heard.timezone) if heard else DEFAULT_ZONE,
    )


def request_interpreters(
    requests: Requests, editions: EditionFacts, edition: str, values: Mapping[str, Any]
) -> Request:
    """Ask for interpreters; the plan follows."""
    editions.get(edition)
    reference = str(values["reference"])
    if requests.by_reference(edition, [reference]):
        raise AlreadyExists("There is a request with this reference already.", reference=reference)
    request = _requested(edition, reference, values, None)
    requests.save(request, InterpretersRequested(**standing.of_request(request)))
    return request


def amend_request(
    requests: Requests, asked_id: str, expected_version: int | None, values: Mapping[str, Any]
) -> Request:
    """Correct a request; fields not given stay. If nothing differs, nothing is written."""
    before = requests.get(asked_id)
    require_version(before, expected_version)
    after = replace(before, **values)
    if after != before:
        requests.save(after, RequestAmended(**standing.of_request(after)))
    return after


def withdraw_request(requests: Requests, asked_id: str, reason: str, expected_version: int | None) -> Request:
    """The interpreters are no longer wanted."""
    before = requests.get(asked_id)
    require_version(before, expected_version)
    after = before.withdraw()
    if after is not before:
        requests.save(after, RequestWithdrawn(**standing.of_request(after), reason=reason))
    return after


def _requested(edition: str, reference: str, values: Mapping[str, Any], before: Request | None) -> Request:
    stated = {name: value for name, value in values.items() if name != "reference"}
    if before is not None:
        after = replace(before, **stated, withdrawn=False)
        return before if after == before else after
    return Request(id=request_id(edition, reference), edition=edition, reference=reference, **stated)


def _change(requests: Requests, entry: Entry[Request]) -> Change:
    kind = InterpretersRequested if entry.before is None else RequestAmended
    return Change(requests, entry.thing, (kind(**standing.of_request(entry.thing)),))


def _guest_id(edition: str, reference: str) -> str:
    return f"{edition}.g.{reference}"
