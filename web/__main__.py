"""python -m web: serve the pages and the API."""

import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from assistant.errors import AssistantError
from knowledge.errors import KnowledgeError
from knowledge.settings import from_environment
from web.settings import WebSettings

commands = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


class CannotListen(Exception):
    """The address cannot be served from; the text says why and what to do."""


@commands.command()
def serve() -> None:
    """Bring database and index up to date, then serve on HOST and PORT until stopped."""
    with _clear_errors():
        settings = from_environment(WebSettings)
        listener = _listener(settings.host, settings.port)
        _serve(listener, settings.host)


def _serve(listener: socket.socket, host: str) -> None:
    # Here, so that a port in use is told at once and --help does not wait.
    import uvicorn

    from knowledge.progress import progress_bar
    from web.app import create_app
    from web.journal import write_to_stderr
    from web.main import services_from_settings

    write_to_stderr()
    with progress_bar("Indexing") as progress:
        services = services_from_settings(progress)
    shown = f"[{host}]" if ":" in host else host
    print(f"Serving on http://{shown}:{listener.getsockname()[1]}", flush=True)
    config = uvicorn.Config(
        create_app(services),
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=10,
    )
    uvicorn.Server(config).run(sockets=[listener])
    services.store.close()


def _listener(host: str, port: int) -> socket.socket:
    """The port, taken before the long work begins."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listener = socket.socket(family)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
    except OSError as error:
        cure = "stop what is using it, or set PORT to another" if port else "set HOST to another"
        reason = f"Cannot serve on {host}, port {port}: {error.strerror}; {cure}."
        raise CannotListen(reason) from error
    return listener


@contextmanager
def _clear_errors() -> Iterator[None]:
    """What is wrong and what to do, in a line on stderr."""
    try:
        yield
    except (KnowledgeError, AssistantError, CannotListen) as error:
        print(error, file=sys.stderr)
        raise typer.Exit(1) from error
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


if __name__ == "__main__":
    commands()
