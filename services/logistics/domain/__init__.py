"""The rules of moving guests: places, driving times, clearance, who rides with whom, what a trip is."""
