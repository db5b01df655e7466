"""A vault of each released version, to show that every later version opens it."""
