"""Logistics: who arrives and leaves when, which ways are open, which car and which bed each guest has.

Owns arrivals, departures, closures, vehicles, trips, hotels and beds, meals, receivers. Announces each of them,
what a closure cuts off, and guests for whom no trip or bed can be found. Listens to guests, meetings, sessions
and interpreters' assignments.
"""
