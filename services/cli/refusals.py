"""What goes wrong between a command and Convoke, in words that say what to do about it.

Exit codes of every command: 0 done, 1 Convoke said no, 2 the question could not be asked.
"""

from collections.abc import Mapping
from typing import Any

SAID_NO = 1
NOT_ASKED = 2

_ADVICE_BY_CODE = {
    "wrong_name_or_password": "Check name and password; after several wrong ones there is a pause.",
    "token_expired": "Sign in again: convoke sign-in NAME",
    "role_not_allowed": "Sign in with an account of a role that may do this.",
    "edition_not_allowed": "This account is for other editions; an organiser can open one for this edition.",
    "unknown_field": 'Write --map "field=Header", with one of the fields listed under `known`.',
    "missing_columns": 'Add the columns, or map them to the headers the file has: --map "field=Header"',
    "service_timeout": "It may have been done all the same: look before you repeat it.",
    "account_exists": "Another name, please; a closed account keeps its name.",
}
_ADVICE_BY_STATUS = {
    401: "Sign in: convoke sign-in NAME (or set CONVOKE_TOKEN).",
    404: "Check edition and id: convoke editions, convoke show …",
    412: "Somebody changed it meanwhile: look at it again, then repeat.",
    413: "Split the file: at most 25 MB at a time.",
    429: "Wait a little, then try again.",
    500: "This is a defect; the log has it under the correlation id.",
    503: "Try again shortly: convoke flow shows whether everything answers.",
}


class CannotAsk(Exception):
    """The question could not be asked: nobody answers there, a file is missing, nobody is signed in."""

    exit_code = NOT_ASKED


class SaidNo(Exception):
    """Convoke answered with a problem (RFC 9457)."""

    exit_code = SAID_NO

    def __init__(self, problem: Mapping[str, Any]) -> None:
        super().__init__(str(problem.get("detail") or problem.get("title") or "refused"))
        self.problem = dict(problem)
        self.status = int(problem.get("status", 0))
        self.code = str(problem.get("code", ""))

    def lines(self) -> list[str]:
        """What was refused, in which fields, what to do, and where to find it in the logs."""
        said = [f"{self} ({self.code or self.status})", *_by_field(self.problem.get("errors"))]
        said += [f"  {name}: {value}" for name, value in self.problem.get("data", {}).items()]
        advice = _ADVICE_BY_CODE.get(self.code) or _ADVICE_BY_STATUS.get(self.status)
        said += [advice] if advice else []
        return [*said, f"correlation id {self.problem['correlation_id']}"] if "correlation_id" in self.problem else said


def _by_field(errors: Any, path: str = "") -> list[str]:
    """The messages of nested `errors`, one line a field."""
    if isinstance(errors, Mapping):
        return [line for name, inner in errors.items() for line in _by_field(inner, f"{path}.{name}".strip("."))]
    if isinstance(errors, list) and all(isinstance(part, str) for part in errors):
        return [f"  {path}: {' '.join(errors)}"]
    return [f"  {path}: {errors}"] if errors else []
