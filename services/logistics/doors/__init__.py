"""What may be asked of logistics over RPC, by subject; `service.py` puts the doors together."""
