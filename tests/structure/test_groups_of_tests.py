"""Tests that share a server, a browser or a county's answers run on one worker; else each worker makes its own."""

import os

import pytest


@pytest.mark.skipif("PYTEST_XDIST_WORKER" not in os.environ, reason="only where tests run on several workers")
@pytest.mark.xdist_group("told")
def test_the_scheduler_is_told_the_group(request):
    """pytest-xdist writes the group behind the test's name; pytest 9.2.0 keeps the name elsewhere and loses it."""
    assert request.node.nodeid.endswith("@told")
