"""Services played by functions, put where the gateway asks: the seam of `services/gateway/clients.py`."""

from collections.abc import Callable, Mapping
from typing import Any

Played = Callable[..., Any] | BaseException | Any


class GivenAnswer:
    """An answer that is there already.

    What went wrong is raised only when somebody looks, as over a broker.
    """

    def __init__(self, answer: Callable[[], Any]) -> None:
        self.result = answer


class FakeServices:
    """Answers by `(service, method)`: a value, an error to raise, or a function of the arguments.

    `asked` holds every question as `(service, method, arguments)`. A question nobody plays is a `KeyError`.
    """

    def __init__(self, answers: Mapping[tuple[str, str], Played]) -> None:
        self.answers = dict(answers)
        self.asked: list[tuple[str, str, dict[str, Any]]] = []

    def ask(
        self, service: str, method: str, arguments: dict[str, Any], timeout_seconds: float | None
    ) -> GivenAnswer:
        """Note the question and answer it."""
        self.asked.append((service, method, arguments))
        played = self.answers[service, method]

        def answer() -> Any:
            if isinstance(played, BaseException):
                raise played
            return played(**arguments) if callable(played) else played

        return GivenAnswer(answer)


def signed_in_as(role: str, *editions: str) -> dict[tuple[str, str], Played]:
    """Access knows one token, `Bearer good`, whose owner has this role."""
    kind = "device" if role == "device" else "account"
    owner = {
        "kind": kind,
        "id": "anna",
        "name": "anna",
        "role": role,
        "editions": list(editions),
        "door": None,
    }
    return {("access", "authenticate"): owner}


GOOD = {"Authorization": "Bearer good"}
