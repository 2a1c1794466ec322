from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from renxin.voice import wire


@pytest.fixture
def there():
    """Somebody who keeps what was said to them."""

    class Listener(BaseHTTPRequestHandler):
        said = []

        def do_POST(self):
            self.said.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_told):
            """They say nothing of it."""

    server = HTTPServer(("127.0.0.1", 0), Listener)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", Listener.said
    server.shutdown()
    server.server_close()


def test_what_is_ours_no_more_does_not_leave_the_house_however_far_it_came(there):
    address, said = there

    with wire.while_ours(lambda: False), pytest.raises(wire.NotOurs):
        wire.post(address, b"too late", {})
    with wire.while_ours(lambda: True):
        wire.post(address, b"in time", {})
    wire.post(address, b"asked by nobody's leave", {})

    assert said == [b"in time", b"asked by nobody's leave"]
