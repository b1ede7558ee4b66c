"""Workbooks in: hostile files read in a child process, headers recognised, records with addresses, issues and questions."""
