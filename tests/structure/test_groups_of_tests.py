"""Tests that share a server, a browser or a county's answers run on one worker; else each worker makes its own."""

import pytest


@pytest.mark.xdist_group("told")
def test_the_scheduler_is_told_the_group(request):
    """pytest-xdist writes the group behind the test's name; pytest 9.2.0 keeps the name elsewhere and loses it."""
    if not getattr(request.config.option, "loadgroup", False):
        pytest.skip("only where tests are spread over workers by their groups")
    assert request.node.nodeid.endswith("@told")
