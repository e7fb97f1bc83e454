"""Technical ground of every service: events, messaging, storage, calls. Knows no conference noun outside `events/`."""
