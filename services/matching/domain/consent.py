"""The consent of the home unit, edition by edition: asked, given, recalled, and asked again."""

from services.matching.domain.interpreter import Consent
from shared.errors import Refused


class ConsentOutOfOrder(Refused):
    """The home unit can only give what it was asked for; after a recall it has to be asked again."""

    code = "consent_out_of_order"


_MAY_FOLLOW = {
    Consent.ASKED: (Consent.GIVEN, Consent.RECALLED),
    Consent.GIVEN: (Consent.RECALLED,),
    Consent.RECALLED: (Consent.ASKED,),
}


def check_step(present: Consent, said: Consent) -> None:
    """Refuse a step that skips one; saying the same again is no step."""
    if said is not present and said not in _MAY_FOLLOW[present]:
        raise ConsentOutOfOrder(present=present.value, said=said.value)
