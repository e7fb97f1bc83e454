"""`convoke`: the command line of organisers and scripts. A client of the gateway, like every other.

Announces nothing and listens to nothing; `follow` reads the live stream.
"""
