"""One module per layout 表式: a table in, statements with their coverage out."""
