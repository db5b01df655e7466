"""The window: the only code, beside app.py, that imports PySide6."""
