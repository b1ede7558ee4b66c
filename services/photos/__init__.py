"""Photos of problems: taking in, showing, judging, covering, erasing; drafts of findings from a heap of them."""
