"""What gunicorn loads for the live stream, in a process of its own.

Open streams must not use up the API's threads.
"""

from services.gateway.broker import BrokerCaller
from services.gateway.feed import Feed
from services.gateway.feed_source import FeedSource
from services.gateway.stream_app import create_stream_app
from shared import logs
from shared.settings import settings

logs.set_up(settings().log_level)
_uri, _heartbeat = settings().amqp_uri, settings().heartbeat_seconds
_feed = Feed()
app = create_stream_app(
    BrokerCaller(_uri, settings().rpc_timeout_seconds, _heartbeat), _feed, FeedSource(_feed, _uri, _heartbeat)
)
