"""Events over RabbitMQ: published from the stored outbox, consumed once in effect, parked with the reason if refused."""
