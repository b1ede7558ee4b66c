"""村级排名: places, scores, what made them."""
