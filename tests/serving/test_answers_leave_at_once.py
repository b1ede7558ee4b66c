"""Without delay on the listening socket every connection it accepts inherits it; Streamlit's own binding has none."""

import socket

from streamlit.web.server.starlette import starlette_server

import serve  # noqa: F401 - it replaces the binding


def test_a_connection_to_our_server_does_not_wait_for_confirmations() -> None:
    listening = starlette_server._bind_socket("127.0.0.1", 0, 1)
    with listening, socket.create_connection(listening.getsockname()):
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
