"""A way to a real server on which tests put faults."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from tests.sending.standin import Fault, fault_for


@dataclass
class Way:
    to: str
    base: str = ""
    faults: list[Fault] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)


@contextmanager
def way_to(server: str) -> Iterator[Way]:
    way = Way(to=server)
    host = urlsplit(server).netloc
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            pass

        def everything(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            call = f"{self.command} {urlsplit(self.path).path.rpartition('/')[2]}"
            with lock:
                way.calls.append(call)
                fault = fault_for(way.faults, call)
            status, content, kind = 0, b"{}", "application/json"
            if fault is None or fault.after or fault.half:
                there = http.client.HTTPConnection(host, timeout=30)
                kept = {name: self.headers[name] for name in self.headers if name != "Host"}
                there.request(self.command, self.path, body or None, kept)
                answer = there.getresponse()
                status, content = answer.status, answer.read()
                kind = answer.headers.get("Content-Type", kind)
                there.close()
            if fault and fault.act:
                fault.act()
            if fault and not fault.half:
                if not fault.status:
                    self.close_connection = True
                    self.connection.close()
                    return
                status, content = fault.status, b'{"error":"Fault"}'
            self.send_response(status)
            for name, value in fault.headers if fault else ():
                self.send_header(name, value)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content[: len(content) // 2] if fault and fault.half else content)
            self.close_connection = bool(fault and fault.half)

        do_GET = do_POST = everything

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            pass

    listener = Quiet(("127.0.0.1", 0), Handler)
    way.base = f"http://127.0.0.1:{listener.server_address[1]}"
    threading.Thread(target=listener.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield way
    finally:
        listener.shutdown()
        listener.server_close()
