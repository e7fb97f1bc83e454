"""Every path and method is answered by one view: two services must not claim the same."""

import re
from collections import Counter

from services.gateway.app import create_app
from tests.doubles import FakeServices


def test_no_two_views_claim_one_path() -> None:
    rules = create_app(FakeServices({})).url_map.iter_rules()
    shapes = (
        (re.sub("<[^>]*>", "<>", rule.rule), method)
        for rule in rules
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    )

    assert [shape for shape, count in Counter(shapes).items() if count > 1] == []
