"""From a save in one service to an effect in another, over a real broker and database."""

from kombu import Connection

from shared.events.access import AccountClosed, AccountOpened, PasswordSet
from shared.events.envelope import from_bytes
from shared.messaging import parked
from shared.messaging.topology import EVENTS
from tests.component.conftest import Stage
from tests.component.messaging.ledger import Account, Accounts, Entries, LedgerService, opened, password_set
from tests.waiting import eventually


def test_a_saved_event_has_its_effect_in_the_listener(stage: Stage) -> None:
    entries = Entries(stage.backend("ledger"))
    accounts = Accounts(stage.backend("access"))
    stage.service(LedgerService)
    stage.relay("access")
    account = Account("a-1", "Lin")

    accounts.save(account, opened(account), password_set(account, "viewer"))

    eventually(lambda: entries.exists("a-1") and entries.get("a-1").effects == 2)
    assert entries.get("a-1").last == "viewer"


def test_published_events_leave_the_outbox(stage: Stage) -> None:
    accounts = Accounts(stage.backend("access"))
    stage.service(LedgerService)
    stage.relay("access")
    account = Account("a-1", "Lin")

    accounts.save(account, opened(account))

    stored = stage.backend("access").database["accounts"]
    eventually(lambda: "_outbox" not in (stored.find_one({"_id": "a-1"}) or {"_outbox": 1}))
    assert "_pending" not in stored.find_one({"_id": "a-1"})


def test_what_is_announced_before_the_first_start_of_a_listener_waits_for_it(stage: Stage) -> None:
    entries = Entries(stage.backend("ledger"))
    accounts = Accounts(stage.backend("access"))
    stage.relay("access", {"ledger.events.v1": [AccountOpened.kind, PasswordSet.kind]})
    account = Account("a-1", "Lin")
    accounts.save(account, opened(account))
    stored = stage.backend("access").database["accounts"]
    eventually(lambda: "_outbox" not in (stored.find_one({"_id": "a-1"}) or {"_outbox": 1}))

    stage.service(LedgerService)

    eventually(lambda: entries.exists("a-1") and entries.get("a-1").effects == 1)


def test_doubled_and_late_deliveries_have_one_effect(stage: Stage) -> None:
    entries = Entries(stage.backend("ledger"))
    accounts = Accounts(stage.backend("access"))
    stage.service(LedgerService)
    account = Account("a-1", "Lin")
    accounts.save(account, opened(account), password_set(account, "viewer"))
    stored = stage.backend("access").database["accounts"].find_one({"_id": "a-1"})
    first, second = (bytes(entry["body"]) for entry in stored["_outbox"])

    publish(stage, first, second, second, first, second)

    eventually(lambda: entries.exists("a-1") and entries.get("a-1").effects == 2)
    eventually(lambda: stage.call("ledger", "flow")["handled"] == 5)
    assert entries.get("a-1").effects == 2


def test_a_failing_handler_is_tried_again_and_succeeds(stage: Stage) -> None:
    entries = Entries(stage.backend("ledger"))
    accounts = Accounts(stage.backend("access"))
    stage.service(LedgerService)
    stage.relay("access")
    account = Account("a-1", "Lin")
    stage.call("ledger", "fail_next", times=1)

    accounts.save(account, opened(account))

    eventually(lambda: entries.exists("a-1") and entries.get("a-1").effects == 1)


def test_a_refused_event_is_parked_with_its_reason_and_can_be_replayed_and_dropped(stage: Stage) -> None:
    accounts = Accounts(stage.backend("access"))
    stage.service(LedgerService)
    stage.relay("access")
    account = Account("a-1", "A name of more than twenty characters")

    accounts.save(account, opened(account))

    eventually(lambda: parked.list_parked(stage.amqp_uri, "ledger"))
    (message,) = parked.list_parked(stage.amqp_uri, "ledger")
    assert (message.reason, message.queue) == ("refused", "ledger.events.v1")
    assert "too_long_name" in message.fault
    assert from_bytes(message.body).subject == "a-1"

    parked.replay(stage.amqp_uri, "ledger", message.id)
    eventually(
        lambda: [p for p in parked.list_parked(stage.amqp_uri, "ledger") if p.parked_at != message.parked_at]
    )
    parked.drop(stage.amqp_uri, "ledger", message.id)
    assert parked.list_parked(stage.amqp_uri, "ledger") == []


def test_an_unreadable_message_is_parked_at_once(stage: Stage) -> None:
    stage.service(LedgerService)

    publish(stage, b"{not json")

    eventually(lambda: parked.list_parked(stage.amqp_uri, "ledger"))
    (message,) = parked.list_parked(stage.amqp_uri, "ledger")
    assert "envelope_malformed" in message.fault


def test_an_event_about_something_unknown_is_parked_not_lost(stage: Stage) -> None:
    accounts = Accounts(stage.backend("access"))
    stage.service(LedgerService)
    stage.relay("access")
    account = Account("a-9", "Lin")

    accounts.save(account, AccountClosed(account_id="a-9", name="Lin", role="desk"))

    eventually(lambda: parked.list_parked(stage.amqp_uri, "ledger"))
    assert "not_found" in parked.list_parked(stage.amqp_uri, "ledger")[0].fault


def publish(stage: Stage, *bodies: bytes) -> None:
    """Put these bodies on the exchange as AccountOpened, past any outbox."""
    with Connection(stage.amqp_uri) as connection:
        EVENTS(connection.channel()).declare()
        for body in bodies:
            connection.Producer().publish(
                body, exchange=EVENTS, routing_key="access.account_opened.v1", content_encoding="binary"
            )
