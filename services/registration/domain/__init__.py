"""What registration knows and the rules it keeps: standard library and shared errors only."""
