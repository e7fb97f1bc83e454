"""No answer, export, paper or event tells a passport number or a need to a role that may not know it."""

import threading
from collections.abc import Iterator

import httpx
import pytest

from tests.e2e.conftest import PLAYED, ROLES, House
from tests.e2e.walking import about, read, reads, short, text_of
from tests.waiting import eventually

PASSPORT, NEED, ATTENTION = "QX7734901PT", "quince-free marzipan", "ring the quaestor first"
KITCHEN_NEED = "kosher"  # nobody else of this edition
PLANNERS = ("organiser", "coordinator")
# Who guards a door must know what to mind when the guest comes.
MAY_KNOW_ATTENTION = (*PLANNERS, "desk")
# What a role may answer that is no page: not theirs, nothing there, or a refusal as things stand.
NO_PAGE = (403, 404, 409)
QUESTIONS = {
    "at": "2019-10-18T09:00:00+08:00",
    "origin": "HSN",
    "destination": "ZHUJIAJIAN",
    "language": "en",
}


@pytest.fixture(scope="module")
def tokens(house: House, accounts: dict[str, tuple[str, str]]) -> dict[str, str]:
    """A token of each role."""
    with house.http() as api:
        signed = {
            role: api.post("/access/tokens", json={"name": name, "password": password})
            for role, (name, password) in accounts.items()
        }
    return {role: answer.json()["token"] for role, answer in signed.items()}


@pytest.fixture(scope="module")
def guest(house: House, accounts: dict[str, tuple[str, str]]) -> str:
    """Id of a guest who is in as much as can be: served, met, driven and lodged."""
    del accounts
    with house.http() as api:
        placed = api.get(f"/editions/{PLAYED}/meetings", params={"limit": 500, "state": "placed"}).json()[
            "items"
        ]
        for one in dict.fromkeys(meeting["guest_id"] for meeting in placed):
            page = api.get(f"/editions/{PLAYED}/guests/{one}/page").json()
            served = any(each["interpreter_id"] for each in page["assignments"])
            lodged = api.get(f"/editions/{PLAYED}/lodging", params={"guest_id": one}).json()["items"]
            if served and page["trips"] and lodged:
                return str(one)
    raise AssertionError("nobody of this edition is served, met, driven and lodged")


class Heard:
    """What the live stream told one role so far."""

    def __init__(self, house: House, token: str) -> None:
        self.text = ""
        self.ended = threading.Event()
        self._thread = threading.Thread(target=self._listen, args=(house, token), daemon=True)
        self._thread.start()

    def _listen(self, house: House, token: str) -> None:
        headers = {"Authorization": f"Bearer {token}"}
        with httpx.Client(headers=headers, timeout=60, trust_env=False) as client:
            place = client.get(f"{house.url}/api/v1/stream", params={"edition": PLAYED}).headers["location"]
            with client.stream("GET", place) as stream:
                for line in stream.iter_lines():
                    self.text += line + "\n"
                    if self.ended.is_set():
                        return


@pytest.fixture(scope="module")
def heard(house: House, tokens: dict[str, str], guest: str) -> Iterator[dict[str, Heard]]:
    """The streams of all roles, while the secrets of one guest were stated and the guest was changed."""
    listening = {role: Heard(house, token) for role, token in tokens.items()}
    eventually(lambda: all(one.text for one in listening.values()), seconds=20)
    with house.http() as api:
        stated = {"passport": PASSPORT, "dietary_needs": NEED, "attention": ATTENTION, "post": "Quaestor"}
        api.patch(f"/editions/{PLAYED}/guests/{guest}", json=stated).raise_for_status()
        rows = f"Guest,Needs\n{short(guest)},{KITCHEN_NEED}\n"
        sent = api.post(f"/editions/{PLAYED}/imports/needs", files={"file": ("needs.csv", rows, "text/csv")})
        sent.raise_for_status()
        kinds = ("registration.guest_amended", "logistics.needs_recorded")
        eventually(
            lambda: all(kind in one.text for one in listening.values() for kind in kinds),
            seconds=20,
            every=0.2,
        )
        house.convoke("flow", "--wait", "60")
        yield listening
        for one in listening.values():
            one.ended.set()
        api.patch(f"/editions/{PLAYED}/guests/{guest}", json={"dietary_needs": "", "attention": ""})


def secrets(text: str, *, but: tuple[str, ...] = ()) -> list[str]:
    """Those of the guest's secrets that are said, whole or in part."""
    marks = {
        "passport": (PASSPORT, PASSPORT[:6]),
        "need": (NEED, "quince"),
        "attention": (ATTENTION, "quaestor first"),
    }
    return [name for name, said in marks.items() if name not in but and any(one in text for one in said)]


@pytest.mark.parametrize("role", ROLES)
def test_the_live_stream_says_that_something_changed_and_no_secret(
    heard: dict[str, Heard], role: str
) -> None:
    assert "registration.guest_amended" in heard[role].text
    assert (secrets(heard[role].text), KITCHEN_NEED in heard[role].text) == ([], False)


@pytest.mark.parametrize("role", ROLES)
def test_no_list_page_paper_export_or_history_tells_a_secret(
    house: House, tokens: dict[str, str], heard: dict[str, Heard], guest: str, role: str
) -> None:
    del heard
    with house.http() as organiser:
        known = about(organiser, PLAYED, short(guest))
        family = organiser.get(f"/editions/{PLAYED}/guests/{guest}").json()["family_name"]
        changes = organiser.get(f"/editions/{PLAYED}/history", params={"subject": guest}).json()["items"]
    found: dict[str, list[str]] = {}
    kitchens = read_count = 0
    with house.http(tokens[role]) as api:
        for address, query in reads(PLAYED, known, QUESTIONS | {"text": family}):
            answer = read(api, address, query)
            assert answer.is_success or answer.status_code in NO_PAGE, (address, answer.text)
            read_count += answer.is_success
            text = text_of(answer)
            if answer.is_success and "/papers/kitchen/" in address:
                kitchens += 1
            elif KITCHEN_NEED in text and not address.endswith("/needs"):  # there it is a number, of nobody
                found.setdefault(address, []).append("need at table")
            if said := secrets(text):
                found.setdefault(address, []).extend(said)
        for correlation in {one["correlation_id"] for one in changes}:
            if said := secrets(api.get(f"/changes/{correlation}").text):
                found[f"/changes/{correlation}"] = said
        history = api.get(f"/editions/{PLAYED}/history", params={"subject": guest})
    assert history.is_success
    assert secrets(history.text) == []
    private = f"/editions/{PLAYED}/guests/{guest}/private"
    allowed = {private: ["need", "attention"]} if role in PLANNERS else {}
    if role in MAY_KNOW_ATTENTION:
        found = {
            at: [one for one in said if one != "attention" or at == private] for at, said in found.items()
        }
    assert {at: said for at, said in found.items() if said} == allowed
    assert (kitchens > 0) == (role in PLANNERS)
    assert read_count > 60, read_count


def test_a_kitchen_knows_who_needs_what(house: House, heard: dict[str, Heard]) -> None:
    """The paper that is left out above does say it, in all three forms, so that leaving it out is no accident."""
    del heard
    with house.http() as api:
        sittings = api.get(f"/editions/{PLAYED}/sittings").json()["items"]
        paper = f"/editions/{PLAYED}/papers/kitchen/{sittings[0]['reference']}"
        said = {form: KITCHEN_NEED in text_of(api.get(paper + form)) for form in ("", ".html", ".xlsx")}
    assert said == {"": True, ".html": True, ".xlsx": True}
