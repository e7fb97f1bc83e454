"""Logistics: who arrives where and when, which car meets them, and how they get to their meetings.

Owns arrivals, vehicles and trips. Announces arrivals (recorded, delayed, cancelled), vehicles, trips and
guests for whom no trip can be found. Listens to guests, meetings and interpreters' assignments.
"""
