"""The HTTP API as the commands use it: JSON in, JSON out, refusals as `SaidNo`.

Writes carry an Idempotency-Key, so one that got no answer is sent again and is done once.
"""

import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import httpx

from services.cli.refusals import CannotAsk, SaidNo

API = "/api/v1"
ANSWER_SECONDS = 90.0  # a large import may take a minute
CONNECT_SECONDS = 5.0
PAUSES_SECONDS = (0.5, 1.0, 2.0)
AWAY = (httpx.codes.SERVICE_UNAVAILABLE,)
WRITES = ("POST", "PUT", "PATCH", "DELETE")
LOOPBACK = ("localhost", "127.0.0.1", "::1")
LARGEST_PAGE = 500


class Client:
    """One address, one token. `correlation_id` is that of the latest answer."""

    def __init__(
        self,
        url: str,
        token: str | None,
        transport: httpx.BaseTransport | None = None,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self.url = url
        self.token = token
        self.correlation_id = ""
        self._pause = pause
        # A proxy of the environment is for other machines than this one.
        away = urlsplit(url).hostname not in LOOPBACK
        timeout = httpx.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS)
        self.http = httpx.Client(base_url=url, timeout=timeout, transport=transport, trust_env=away)

    def get(self, path: str, **query: Any) -> Any:
        """Read something."""
        return self.ask("GET", path, params=given(query))

    def post(self, path: str, body: Any = None, **query: Any) -> Any:
        """Change something."""
        return self.ask("POST", path, json=body, params=given(query))

    def put(self, path: str, body: Any) -> Any:
        """Set something."""
        return self.ask("PUT", path, json=body)

    def delete(self, path: str) -> Any:
        """End something."""
        return self.ask("DELETE", path)

    def items(self, path: str, most: int | None = None, **query: Any) -> Iterator[Any]:
        """A whole list, page by page, or its first `most` items."""
        left, after = most, None
        while left is None or left > 0:
            limit = LARGEST_PAGE if left is None else min(left, LARGEST_PAGE)
            page = self.get(path, **query, after=after, limit=limit)
            yield from page["items"][:left]
            after = page.get("next")
            left = None if left is None else left - len(page["items"])
            if after is None:
                return

    def ask(self, method: str, path: str, signed: bool = True, **request: Any) -> Any:
        """One question; asked again while the broker is away or the connection breaks."""
        headers = self.headers(signed)
        if method in WRITES and signed:
            headers["Idempotency-Key"] = str(uuid4())
        for pause in (*PAUSES_SECONDS, None):
            response = self._sent(method, path, headers, request, is_last=pause is None)
            if pause is None or not (response is None or response.status_code in AWAY):
                break
            self._pause(pause)
        assert response is not None
        return self._answer(response)

    def _sent(
        self, method: str, path: str, headers: dict[str, str], request: dict[str, Any], is_last: bool
    ) -> httpx.Response | None:
        """The answer; None if the connection broke and there is another attempt."""
        try:
            return self.http.request(method, API + path, headers=headers, **request)
        except httpx.ConnectError as error:
            raise CannotAsk(nobody_there(self.url)) from error
        except httpx.TransportError as error:
            if is_last:
                raise CannotAsk(f"{self.url} gives no answer ({error}). Look whether it was done.") from error
            return None

    def headers(self, signed: bool = True) -> dict[str, str]:
        """The bearer token, if there is one and it is wanted."""
        return {"Authorization": f"Bearer {self.token}"} if signed and self.token else {}

    def _answer(self, response: httpx.Response) -> Any:
        self.correlation_id = response.headers.get("X-Correlation-Id", "")
        if response.is_success:
            return response.json() if response.content else None
        raise refusal(response)


def refusal(response: httpx.Response) -> SaidNo | CannotAsk:
    """The problem in an answer; an answer that holds none did not come from Convoke."""
    try:
        problem = response.json()
    except ValueError:
        problem = None
    if isinstance(problem, dict) and "status" in problem:
        return SaidNo(problem)
    return CannotAsk(f"{response.request.url} answered {response.status_code}, but not as Convoke does.")


def given(query: dict[str, Any]) -> dict[str, Any]:
    """The query without what was left open."""
    return {name: value for name, value in query.items() if value is not None}


def nobody_there(url: str) -> str:
    """What to do when nobody answers."""
    return f"Nobody answers at {url}. Start Convoke there (make up), or say where it is: --url or CONVOKE_URL."
