"""PMG Desk: case coordination for the overlegtafels of Preventie met Gezag."""

__version__ = "0.2.0"
