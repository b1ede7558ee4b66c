"""What office staff type, read exactly: text, numbers, rates, dates, money, deadlines, yes or no. Pure."""
