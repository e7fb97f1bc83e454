"""The facts that travel between services; each module holds what one service announces."""
