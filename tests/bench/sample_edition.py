"""A sample edition as the engine gets it: guests, arrivals, programme and roster of the spreadsheets."""

from __future__ import annotations

from dataclasses import replace

from services.matching.domain.plan import Instance
from services.matching.domain.wanted import needs_of
from services.matching.use_cases.planning import heard_of
from tests.unit.matching.sample_programme import with_programme
from tests.unit.matching.test_fixture_editions import rehearsed


def instance_of(name: str) -> Instance:
    """The instance of an edition at its end, with nothing in force yet."""
    records = rehearsed(name).records
    policy = records.policies.of_edition(name)
    heard = heard_of(records, name, policy)
    assert heard is not None
    return Instance(
        needs=tuple(needs_of(replace(with_programme(heard, name))).values()),
        interpreters=tuple(records.interpreters.of_edition(name)),
        policy=policy,
    )
