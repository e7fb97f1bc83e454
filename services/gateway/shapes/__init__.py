"""What requests and answers look like, for the API document; the services behind validate."""
