"""How Convoke is put on machines: locally under a supervisor, in containers, with sample editions to load."""
