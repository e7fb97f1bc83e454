"""What the staff of logistics does: imports, news from carriers, looking things up."""
