"""What is known at a change, read once for everybody: rows, ledgers, states, setting."""
