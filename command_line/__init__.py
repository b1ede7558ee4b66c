"""The commands of `manage.py`, a family per file: each says how it is written, what help it gives, what it does."""
