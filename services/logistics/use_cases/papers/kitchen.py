"""The paper of one sitting for those who cook and serve."""

from services.logistics.domain.paper import Paper, PaperKind, Sheet, clock
from services.logistics.use_cases.papers.desk import Desk, NoSuchReader
from services.logistics.use_cases.table import count_needs, needs_by_name


def kitchen_list(desk: Desk, reference: str) -> Paper:
    """How many eat and what they need, then the place cards that need a word."""
    sitting = next(
        (s for s in desk.dining.sittings.find(edition=desk.edition) if s.reference == reference), None
    )
    if sitting is None:
        raise NoSuchReader(kind="kitchen", reference=reference)
    count = count_needs(desk.dining, sitting.id)
    counts = [("guests", str(count.guests)), *((need, str(n)) for need, n in count.by_need.items())]
    counts.append(("not said", str(count.not_said)))
    cards = [(one["name"], ", ".join(one["needs"])) for one in needs_by_name(desk.dining, sitting.id)]
    return desk.paper(
        PaperKind.KITCHEN,
        f"{sitting.name or sitting.reference} · {'cancelled' if sitting.cancelled else clock(sitting.starts)}",
        reference,
        Sheet("Counts", ("Need", "Guests"), tuple(counts)),
        Sheet("Place cards", ("Guest", "Needs"), tuple(cards)),
    )
