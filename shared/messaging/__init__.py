"""Events over RabbitMQ: published from the stored outbox, handled once in effect, parked with the reason."""
