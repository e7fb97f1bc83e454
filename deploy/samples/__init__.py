"""Two sample editions as an organiser would hand them over, and the generator that wrote them.

Everyone, every company and every flight in them is invented; see `generate`.
"""
