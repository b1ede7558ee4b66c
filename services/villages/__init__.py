"""村情画像: one village on one screen."""
