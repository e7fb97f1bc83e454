"""A plan that takes long shows itself; a quick one writes nothing."""

from datetime import timedelta

from services.matching.domain.progress import Progress
from services.matching.storage import Progresses
from services.matching.use_cases.progress import shown
from shared.clock import frozen
from shared.storage.memory import MemoryBackend
from tests.unit.matching.desk import MORNING
from tests.unit.matching.roster import EDITION
from tests.waiting import eventually


def test_a_quick_plan_writes_nothing() -> None:
    progresses = Progresses(MemoryBackend("matching"))

    with shown(progresses, EDITION, changes=3):
        pass

    assert progresses.find() == []


def test_a_long_plan_shows_since_when_it_is_made_and_when_it_was_ready() -> None:
    progresses = Progresses(MemoryBackend("matching"))
    for day in range(2):
        began = MORNING + timedelta(days=day)
        with frozen(began), shown(progresses, EDITION, changes=3, after_seconds=0.0):
            eventually(lambda began=began: [p.since for p in progresses.find(ready_at=None)] == [began])

    assert progresses.find() == [
        Progress(
            id=f"{EDITION}.progress",
            edition=EDITION,
            since=MORNING + timedelta(days=1),
            changes=3,
            ready_at=MORNING + timedelta(days=1),
            version=4,
        )
    ]
