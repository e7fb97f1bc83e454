"""The gateway as the command line sees it: JSON in and out, refusals as `Problem`."""

from collections.abc import Iterator
from types import TracebackType
from typing import Any, Self

import httpx

from services.cli.sign_in_place import server, token

PATIENCE_SECONDS = 90.0
PAGE = 500


class Problem(Exception):
    """The gateway refused; `body` is its problem details."""

    def __init__(self, status: int, body: dict[str, Any]) -> None:
        self.status = status
        self.code = str(body.get("code", "unknown"))
        self.detail = str(body.get("detail", ""))
        self.body = body
        super().__init__(f"{self.code}: {self.detail}")


class GatewayAway(Exception):
    """The gateway could not be reached."""


class Api:
    """A connection to `/api/v1`. Thread-safe: check-ins are sent side by side."""

    def __init__(self, url: str | None = None, bearer: str | None = None) -> None:
        self.url = url or server()
        self.bearer = bearer or token()
        headers = {"Authorization": f"Bearer {self.bearer}"} if self.bearer else {}
        self._client = httpx.Client(
            base_url=f"{self.url}/api/v1", headers=headers, timeout=PATIENCE_SECONDS, trust_env=False
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._client.close()

    def get(self, path: str, **query: Any) -> Any:
        """Read."""
        return self._send("GET", path, params={name: v for name, v in query.items() if v is not None})

    def post(self, path: str, body: dict[str, Any] | None = None, **more: Any) -> Any:
        """Do something."""
        return self._send("POST", path, json=body or {}, **more)

    def put(self, path: str, body: dict[str, Any]) -> Any:
        """Set something."""
        return self._send("PUT", path, json=body)

    def delete(self, path: str) -> Any:
        """End something."""
        return self._send("DELETE", path)

    def upload(self, path: str, name: str, content: bytes, form: dict[str, str], **query: Any) -> Any:
        """Send a file."""
        return self._send("POST", path, files={"file": (name, content)}, data=form, params=query)

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
        try:
            answer = self._client.request(method, path, **options)
        except httpx.HTTPError as fault:
            raise GatewayAway(f"{self.url} does not answer: {fault}") from fault
        if answer.status_code >= 400:
            raise Problem(answer.status_code, _problem_in(answer))
        return answer.json() if answer.content else None


def _problem_in(answer: httpx.Response) -> dict[str, Any]:
    """The problem details; an answer that has none did not come from a gateway of ours."""
    try:
        body = answer.json()
    except ValueError:
        body = None
    return body if isinstance(body, dict) else {"code": "not_convoke", "detail": f"HTTP {answer.status_code}"}
