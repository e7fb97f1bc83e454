"""What gunicorn loads. The broker client inside connects on its first use, after the worker was forked."""

from services.gateway.app import create_app
from services.gateway.broker import BrokerCaller
from services.gateway.console import Console
from shared import logs
from shared.settings import settings

logs.set_up(settings().log_level)

app = create_app(
    BrokerCaller(settings().amqp_uri, settings().rpc_timeout_seconds, settings().heartbeat_seconds),
    Console(stream_url=settings().stream_url),
)
