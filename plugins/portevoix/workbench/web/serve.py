"""The command behind `atelier`: the workbench on the loopback until interrupted."""

from __future__ import annotations

import socket
import webbrowser

import uvicorn

from portevoix.building.options import PreviewOptions
from portevoix.language import say
from portevoix.preview.server import HOST
from portevoix.workbench.desk import Workbench, kept_at, spoken_by
from portevoix.workbench.running import Running
from portevoix.workbench.secret import secret_of
from portevoix.workbench.web.app import application

PORT = 8010  # and those after it, when it is taken and nobody asked for one
_TRIED = 20


def serve(chosen: PreviewOptions) -> int:
    """Exit code 0 once interrupted. Raises OSError when the port that was asked for is taken."""
    config = chosen.config.resolve()
    home, spoken = config.parent, spoken_by(config)
    listening = _listening(chosen.port)
    port = listening.getsockname()[1]
    running = Running(chosen=chosen, origin=f"http://{HOST}:{port}")
    desk = Workbench(
        home=home,
        config=config,
        secret=secret_of(kept_at(home), keep=config.is_file()),
        running=running,
        spoken=spoken,
    )
    address = f"http://{HOST}:{port}/{desk.secret}/"
    server = uvicorn.Server(
        uvicorn.Config(
            application(desk, port),
            log_level="critical",  # the terminal is for what a person can act on
            access_log=False,
            server_header=False,
            date_header=False,
            lifespan="off",
            http="h11",
            ws="none",
            loop="asyncio",
            timeout_graceful_shutdown=2,
        )
    )
    running.start()
    print(say(spoken, "commands.workbench_at", url=address), flush=True)
    if chosen.open:
        webbrowser.open(address)
    try:
        server.run(sockets=[listening])
    except KeyboardInterrupt:  # uvicorn passes it on once it has ended
        pass
    finally:
        running.stop()
        listening.close()
    return 0


def _listening(port: int) -> socket.socket:
    """A socket on the loopback alone: of `port`, or of the first free one when that is 0."""
    for tried in [port] if port else [*range(PORT, PORT + _TRIED), 0]:
        found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((HOST, tried))
            found.listen(128)
        except OSError:
            found.close()
            if port:
                raise
            continue
        return found
    raise AssertionError("0 is any free port")
