"""The command line `convoke`: a client of the HTTP API, for people at a desk and for scripts.

It knows nothing but the API: what it cannot do through the gateway it cannot do.
"""
