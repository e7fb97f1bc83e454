"""What may be asked about requests for interpreters, and done with them."""

from typing import Any

from services.matching.desks import given, page
from services.matching.schemas import requests as shapes
from services.matching.schemas.limits import ImportIn
from services.matching.storage import EditionFacts, Requests
from services.matching.use_cases import requests
from shared.rpc import rpc_method
from shared.service import Service, Stored


class RequestDesk(Service):
    """Banquets, visits, inspections: what interpreters are wanted for besides guests, meetings and sessions."""

    requests = Stored(Requests)
    editions = Stored(EditionFacts)

    @rpc_method(ImportIn, None)
    def import_interpreter_requests(self, edition: str, **rows: Any) -> Any:
        """A spreadsheet of requests."""
        return requests.import_interpreter_requests(self.requests, self.editions, edition, **rows)

    @rpc_method(shapes.RequestIn, shapes.RequestOut)
    def request_interpreters(self, edition: str, **values: Any) -> Any:
        """Ask for interpreters."""
        return requests.request_interpreters(self.requests, self.editions, edition, values)

    @rpc_method(shapes.AmendRequestIn, shapes.RequestOut)
    def amend_request(self, request_id: str, expected_version: int | None, **values: Any) -> Any:
        """Correct a request."""
        return requests.amend_request(self.requests, request_id, expected_version, values)

    @rpc_method(shapes.WithdrawRequestIn, shapes.RequestOut)
    def withdraw_request(self, request_id: str, reason: str, expected_version: int | None) -> Any:
        """The interpreters are no longer wanted."""
        return requests.withdraw_request(self.requests, request_id, reason, expected_version)

    @rpc_method(shapes.RequestsIn, shapes.RequestsOut)
    def list_requests(self, edition: str, after: str | None, limit: int, **wanted: Any) -> Any:
        """One page of requests."""
        return page(self.requests.page(after, limit, edition=edition, **given(**wanted)))

    @rpc_method(shapes.RequestIdIn, shapes.RequestOut)
    def get_request(self, request_id: str) -> Any:
        """One request."""
        return self.requests.get(request_id)
