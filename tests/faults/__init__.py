"""Processes, broker and database are killed while events flow: nothing is lost, nothing has two effects."""
