"""Dates that the law fixes: rules kept as data, and what follows from them."""
