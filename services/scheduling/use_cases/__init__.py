"""What the staff can do with rooms, hosts, sessions and meetings, and what the solver does for them."""
