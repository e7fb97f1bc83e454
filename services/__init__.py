"""The services of Convoke: each owns its database, announces facts as events and answers questions by RPC."""
