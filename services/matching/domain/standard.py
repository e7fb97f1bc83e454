"""Which standards an edition plans by, and how grave it is to miss a rule."""

from enum import StrEnum


class Standard(StrEnum):
    """Where a rule comes from: what the office can never go below, or what the profession asks for."""

    LOCAL_MINIMUM = "local_minimum"
    AIIC = "aiic"


class Severity(StrEnum):
    """An error bars the plan; a warning needs a named approver; a preference costs points."""

    ERROR = "error"
    WARNING = "warning"
    PREFERENCE = "preference"
