"""What the staff can do here: accounts, signing in and out, devices, and the trail."""
