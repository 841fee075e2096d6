"""A file nobody may read and a server nobody may call, for tests that hand a hostile document to the press."""

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Canary:
    """What would be seen if a document read a file or called somebody: `calls` lists the addresses asked of the server."""

    def __init__(self, file: Path, server: http.server.HTTPServer, calls: list[str]) -> None:
        self.file, self.server, self.calls = file, server, calls
        self.secret = b"CANARI-4f1c"
        file.write_bytes(self.secret)
        self.url = f"http://127.0.0.1:{server.server_port}"

    def vectors(self) -> tuple[str, str]:
        """Head and body of a document that tries every way out we know."""
        file, http_ = self.file.as_uri(), self.url
        svg = f"""<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='9' height='9'>
            <image xlink:href='{http_}/svg-image' width='9' height='9'/><image href='{file}' width='9' height='9'/>
            <use xlink:href='{file}#a'/><style>@import '{http_}/svg-style';</style></svg>""".replace("#", "%23")
        head = f"""<base href="{http_}/base/"><link rel="stylesheet" href="{http_}/link"><link rel="stylesheet" href="{file}">
            <link rel="attachment" href="{file}"><link rel="attachment" href="{http_}/attachment"><link rel="icon" href="{http_}/icon">
            <style>@import "{http_}/import"; @import url({file}); @font-face {{ font-family: X; src: url({http_}/font), url({file}) }}
            @page {{ background: url({http_}/page) }} body {{ font-family: X; background: url({file}) }}
            li {{ list-style-image: url({http_}/list) }} p::before {{ content: url({http_}/content) }}</style>"""
        body = f"""<img src="{http_}/img" alt="a"><img src="{file}" alt="b"><img src="relative.png" alt="c">
            <img src="data:image/svg+xml;utf8,{svg}" alt="d"><object data="{http_}/object" type="image/png">x</object>
            <object data="{file}">x</object><embed src="{http_}/embed"><iframe src="{file}"></iframe>
            <a rel="attachment" href="{file}">x</a><a rel="attachment" href="{http_}/a">x</a>
            <img srcset="{http_}/srcset 2x" alt="e"><video poster="{http_}/poster"></video><input type="image" src="{http_}/input">
            <img src="{http_.replace("http", "ftp")}/x" alt="f"><img src="{http_.removeprefix("http:")}/y" alt="g">
            <ul><li>un</li></ul><p>fin</p>"""
        return head, body


@contextmanager
def listening(folder: Path) -> Iterator[Canary]:
    """A canary whose server listens on this machine for real."""
    calls: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            calls.append(self.path)
            self.send_response(302)
            self.send_header("Location", f"file://{folder / 'canari.txt'}")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Calls are counted above."""

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield Canary(folder / "canari.txt", server, calls)
    server.shutdown()
    server.server_close()
