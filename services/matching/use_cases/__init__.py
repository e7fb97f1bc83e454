"""What the staff can do with the roster and the plan, and what matching does about news from others."""
