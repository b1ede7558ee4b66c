"""Rows as the columns a saying is made of; every row has the same fields."""


def columns_of(rows: list[dict[str, object]]) -> dict[str, list[object]]:
    return {name: [row[name] for row in rows] for name in rows[0]}
