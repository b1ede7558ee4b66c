"""The office's rules, pure: no file, no clock, no database, no screen."""
