"""会议模式: slides, each the same answer as its page."""
