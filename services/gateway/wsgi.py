"""What gunicorn loads. The broker client inside connects on its first use, after the worker was forked."""

from services.gateway.app import create_app
from services.gateway.broker import BrokerCaller
from shared.settings import settings

app = create_app(
    BrokerCaller(settings().amqp_uri, settings().rpc_timeout_seconds, settings().heartbeat_seconds)
)
