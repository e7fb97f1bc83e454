"""One story: an edition is loaded while containers are killed, and nothing of it is lost."""

import json
import threading

from tests.containers.conftest import Compose

KILLED = ("registration", "matching-relay", "rabbitmq")


def rehearse(compose: Compose) -> None:
    compose.convoke("rehearse", "deploy/samples/iitc-2019", "--json")


def figures(compose: Compose) -> dict[str, object]:
    overview = compose.get("/editions/iitc-2019/overview")
    found = overview["figures"]
    one_to_one = found["matching"]["one_to_one"]
    return {
        "guests": [found["registration"][name] for name in ("registered", "confirmed", "received")],
        "one_to_one": [one_to_one[name] for name in ("demand", "first_language", "fallback", "unfilled")],
        "double_booked": set(overview["double_booked"].values()),
    }


def test_an_edition_survives_killed_containers(compose: Compose) -> None:
    loading = threading.Thread(target=rehearse, args=(compose,))
    loading.start()
    for container in KILLED:
        loading.join(8)  # a moment later in the loading each time
        compose("kill", container)
        compose("up", "--no-build", "--wait", "--wait-timeout", "300", container)
    loading.join()
    rehearse(compose)  # whatever a person would repeat after an interruption

    flow = json.loads(compose.convoke("flow", "--wait", "180", "--json"))

    assert (flow["in_flight"], flow["parked"]) == (0, 0)
    assert figures(compose) == {
        "guests": [140, 128, 126],
        "one_to_one": [30, 27, 0, 3],
        "double_booked": {0},
    }


def test_a_service_can_be_scaled(compose: Compose) -> None:
    compose("up", "--no-build", "--no-recreate", "--wait", "--scale", "registration=2", "registration")

    running = compose("ps", "--services", "--status", "running").split()
    containers = compose("ps", "--quiet", "registration").split()
    edition = compose.get("/editions/iitc-2019")

    assert (len(containers), "registration" in running, edition["id"]) == (2, True, "iitc-2019")
    compose("up", "--no-build", "--no-recreate", "--wait", "--scale", "registration=1", "registration")


def test_an_image_holds_no_other_service(compose: Compose) -> None:
    held = compose("exec", "-T", "registration", "ls", "services").split()
    pages = compose("exec", "-T", "gateway", "ls", "services", "services/console/dist/index.html").split()
    identity = compose("exec", "-T", "registration", "id", "-u").strip()

    assert (held, identity) == (["__init__.py", "registration"], "10001")
    assert pages == ["services/console/dist/index.html", "services:", "__init__.py", "console", "gateway"]
