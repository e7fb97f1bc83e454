"""The gateway as the command line sees it: JSON in and out, refusals as `Problem`.

Writes carry an Idempotency-Key, so one that found the broker away or got no answer is sent again, and done once.
"""

import time
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit
from uuid import uuid4

import httpx

from services.cli.sign_in_place import server, token

PATIENCE_SECONDS = 90.0  # a large import takes up to a minute
CONNECT_SECONDS = 5.0
PAUSES_SECONDS = (0.5, 1.0, 2.0)
PAGE = 500
LOOPBACK = ("localhost", "127.0.0.1", "::1")

# What requests travel on and how a pause is made: the network and the clock, unless a test plays them.
wire: ContextVar[httpx.BaseTransport | None] = ContextVar("wire", default=None)
rest: ContextVar[Callable[[float], None]] = ContextVar("rest", default=time.sleep)


class Problem(Exception):
    """The gateway refused; `body` is its problem details."""

    def __init__(self, status: int, body: dict[str, Any]) -> None:
        self.status = status
        self.code = str(body.get("code", "unknown"))
        self.detail = str(body.get("detail", ""))
        self.body = body
        super().__init__(f"{self.code}: {self.detail}")


class GatewayAway(Exception):
    """The gateway could not be reached: nothing was done."""


class AnswerLost(GatewayAway):
    """The gateway was asked, but the connection broke before it answered."""


class Api:
    """A connection to `/api/v1`. Thread-safe: check-ins are sent side by side."""

    def __init__(self, url: str | None = None, bearer: str | None = None) -> None:
        self.url = url or server()
        self.bearer = bearer or token()
        self.correlation_id = ""
        self._rest = rest.get()
        self._client = connection(self.url, PATIENCE_SECONDS)
        if self.bearer:
            self._client.headers["Authorization"] = f"Bearer {self.bearer}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._client.close()

    def get(self, path: str, **query: Any) -> Any:
        """Read."""
        return self._send("GET", path, params={name: v for name, v in query.items() if v is not None})

    def post(self, path: str, body: dict[str, Any] | None = None, *, version: int | None = None) -> Any:
        """Do something; with a version only if the thing is still as it was read."""
        headers = {"Idempotency-Key": str(uuid4())}
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        return self._send("POST", path, json=body or {}, headers=headers)

    def knock(self, path: str, body: dict[str, Any]) -> Any:
        """Ask without a token, whoever is signed in: to sign in, or to open the first account."""
        self._client.headers.pop("Authorization", None)
        return self._send("POST", path, json=body)

    def scan(self, edition: str, body: dict[str, Any]) -> dict[str, Any]:
        """Check in; the scan's own nonce makes it happen once."""
        answer: dict[str, Any] = self._send("POST", f"/editions/{edition}/check-ins", json=body)
        return answer

    def put(self, path: str, body: dict[str, Any]) -> Any:
        """Set something."""
        return self._send("PUT", path, json=body)

    def delete(self, path: str) -> Any:
        """End something."""
        return self._send("DELETE", path)

    def upload(self, path: str, name: str, content: bytes, form: dict[str, str], **query: Any) -> Any:
        """Send a file."""
        return self._send(
            "POST", path, files={"file": (name, content)}, data=form, params=query,
            headers={"Idempotency-Key": str(uuid4())},
        )  # fmt: skip

    def download(self, path: str) -> bytes:
        """Read a file."""
        content: bytes = self._send("GET", path, as_file=True)
        return content

    def items(self, path: str, **filters: Any) -> Iterator[dict[str, Any]]:
        """All items of a list, page after page."""
        after: str | None = None
        while True:
            page = self.get(path, after=after, limit=PAGE, **filters)
            yield from page["items"]
            after = page["next"]
            if after is None:
                return

    def _send(self, method: str, path: str, **options: Any) -> Any:
        """One question, asked again after each pause while broker or connection are away."""
        for pause in PAUSES_SECONDS:
            try:
                return self._once(method, path, options)
            except Problem as problem:
                if problem.status != httpx.codes.SERVICE_UNAVAILABLE:
                    raise
            except AnswerLost:
                pass
            self._rest(pause)
        return self._once(method, path, options)

    def _once(self, method: str, path: str, options: dict[str, Any]) -> Any:
        as_file = options.get("as_file", False)
        options = {name: value for name, value in options.items() if name != "as_file"}
        try:
            answer = self._client.request(method, path, **options)
        except (httpx.ConnectError, httpx.ConnectTimeout) as fault:
            raise GatewayAway(f"Nobody answers at {self.url} ({fault}).") from fault
        except httpx.HTTPError as fault:
            raise AnswerLost(f"{self.url} gave no answer ({fault}); it may have been done.") from fault
        self.correlation_id = answer.headers.get("X-Correlation-Id", "")
        refuse(answer)
        if as_file:
            return answer.content
        return answer.json() if answer.content else None


def connection(url: str, patience_seconds: float) -> httpx.Client:
    """A connection to the API of a gateway; a proxy of the environment is for other machines than this one."""
    try:
        return httpx.Client(
            base_url=f"{url}/api/v1",
            timeout=httpx.Timeout(patience_seconds, connect=CONNECT_SECONDS),
            transport=wire.get(),
            trust_env=_host(url) not in LOOPBACK,
        )
    except (httpx.InvalidURL, ValueError) as fault:
        raise GatewayAway(f"{url!r} is no address of a gateway ({fault}).") from fault


def _host(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("it begins with http:// or https:// and names a host")
    return parts.hostname


def refuse(answer: httpx.Response) -> None:
    """Raise what the gateway refused, if it did."""
    if answer.status_code >= 400:
        answer.read()
        raise Problem(answer.status_code, _problem_in(answer))


def _problem_in(answer: httpx.Response) -> dict[str, Any]:
    """The problem details; an answer that has none did not come from a gateway of ours."""
    try:
        body = answer.json()
    except ValueError:
        body = None
    return body if isinstance(body, dict) else {"code": "not_convoke", "detail": f"HTTP {answer.status_code}"}
