"""Every address of an edition that is read, from the API's own document, for the things one guest is in."""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from tests.e2e.conftest import ROOT

Known = Mapping[str, list[str]]
"""Ids of things, by the name the routes give them; `papers` holds kind and reference of each paper."""


def reads(
    edition: str, known: Known, asked: Mapping[str, str] | None = None
) -> Iterator[tuple[str, dict[str, str]]]:
    """Each address below `/api/v1` with its query, where every id and every required question is known."""
    paths = json.loads((ROOT / "docs" / "openapi.json").read_text(encoding="utf-8"))["paths"]
    answers = asked or {}
    for path, acts in paths.items():
        if "get" not in acts or "{edition}" not in path:
            continue
        needed = [
            one["name"]
            for one in acts["get"].get("parameters", ())
            if one.get("required") and one["in"] == "query"
        ]
        if all(name in answers for name in needed):
            for address in addresses(path.removeprefix("/api/v1"), edition, known):
                yield address, {name: answers[name] for name in needed}


def addresses(path: str, edition: str, known: Known) -> list[str]:
    """The path for each thing that has to do with the guest; none where nothing of that sort is known."""
    made = [path.replace("{edition}", edition)]
    if "{kind}/{reference}" in path:
        return [made[0].replace("{kind}/{reference}", paper) for paper in known["papers"]]
    for name, values in known.items():
        if "{" + name + "}" in path:
            made = [one.replace("{" + name + "}", value) for one in made for value in values]
    return [one for one in made if "{" not in one]


def about(api: Any, edition: str, reference: str) -> dict[str, list[str]]:
    """Ids of everything the guest of this reference is in."""
    guest = f"{edition}.g.{reference}"
    page = api.get(f"/editions/{edition}/guests/{guest}/page").json()
    known = {
        "guest_id": [guest],
        "meeting_id": [one["id"] for one in page["meetings"]],
        "demand_id": [one["id"] for one in page["assignments"]],
        "trip_id": [one["id"] for one in page["trips"]],
        "interpreter_id": [one["interpreter_id"] for one in page["assignments"] if one["interpreter_id"]],
        "arrival_id": [f"{edition}.a.{reference}"],
        "sitting_id": [one["id"] for one in api.get(f"/editions/{edition}/sittings").json()["items"]],
    }
    trips = [api.get(f"/editions/{edition}/trips/{one}").json() for one in known["trip_id"]]
    arrival = api.get(f"/editions/{edition}/arrivals/{edition}.a.{reference}").json()
    lodging = api.get(f"/editions/{edition}/lodging", params={"guest_id": guest}).json()["items"]
    known["papers"] = [
        f"guest/{reference}",
        f"gate/{arrival['gate']}",
        *(f"driver/{short(one['vehicle_id'])}" for one in trips),
        *(f"{kind}/{short(one['hotel_id'])}" for one in lodging for kind in ("hotel", "rooming")),
        *(f"kitchen/{short(one)}" for one in known["sitting_id"]),
    ]
    known["vehicle_id"] = [one["vehicle_id"] for one in trips]
    assert all(known.values()), known
    assert {paper.partition("/")[0] for paper in known["papers"]} == {
        "guest", "gate", "driver", "hotel", "rooming", "kitchen",
    }  # fmt: skip
    return known


def short(thing_id: str) -> str:
    """The part of an id that people say."""
    return thing_id.rpartition(".")[2]


def read(api: Any, address: str, query: Mapping[str, str]) -> Any:
    """The answer; of a list as many as one page holds."""
    params = {**query, "limit": 500} if address.count("/") == 3 else dict(query)
    answer = api.get(address, params=params)
    return api.get(address, params=query) if answer.status_code == 422 and "limit" in answer.text else answer


def text_of(answer: Any) -> str:
    """What an answer says; of a workbook every sheet."""
    if "spreadsheetml" not in answer.headers.get("content-type", ""):
        return str(answer.text)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        return "\n".join(packed.read(name).decode() for name in packed.namelist() if name.endswith(".xml"))
