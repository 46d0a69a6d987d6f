"""The archive behind nginx and TLS, by `deploy/nginx.conf` itself."""

import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from newsarchive.settings import BASE_DIR
from tests.browser.site import Site, free_port, serve_site

HOST = "localhost"
START_SECONDS = 20
# What the archive is told when a proxy speaks TLS for it.
BEHIND = {"ALLOWED_HOSTS": HOST, "BEHIND_PROXY": "true", "TLS": "true"}


@dataclass(frozen=True, slots=True)
class Front:
    """A proxy that answers at `https://localhost`, and what is behind it."""

    site: Site
    plain_port: int
    port: int
    certificate: Path

    @property
    def context(self) -> ssl.SSLContext:
        """Trusts this proxy's certificate, and no other."""
        return ssl.create_default_context(cafile=self.certificate)


def has_nginx() -> bool:
    return bool(shutil.which("nginx") and shutil.which("openssl"))


@contextmanager
def serve_behind_nginx(
    folder: Path, ports: tuple[int, int] | None = None
) -> Iterator[Front]:
    """Serve a fresh archive by HTTPS; `ports` for plain HTTP and for TLS."""
    plain, port = ports or (free_port(), free_port())
    with serve_site(folder, settings=BEHIND) as site:
        certificate = _certify(folder)
        configuration = folder / "nginx.conf"
        configuration.write_text(_configure(folder, plain, port, site.url))
        command = ["nginx", "-p", str(folder), "-c", str(configuration)]
        with subprocess.Popen(
            [*command, "-e", str(folder / "nginx.log")], stderr=subprocess.DEVNULL
        ) as nginx:
            try:
                _wait(port, folder / "nginx.log")
                yield Front(site, plain, port, certificate)
            finally:
                nginx.terminate()


def _certify(folder: Path) -> Path:
    """Make a certificate that signs itself."""
    options = {
        "-newkey": "rsa:2048",
        "-keyout": str(folder / "privkey.pem"),
        "-out": str(folder / "fullchain.pem"),
        "-subj": f"/CN={HOST}",
        "-addext": f"subjectAltName=DNS:{HOST},IP:127.0.0.1",
    }
    named = [part for option in options.items() for part in option]
    command = ["openssl", "req", "-x509", "-nodes", *named]
    subprocess.run(command, check=True, capture_output=True)
    return folder / "fullchain.pem"


def _configure(folder: Path, plain: int, port: int, site: str) -> str:
    """Return the deployed configuration with this machine's ports and files."""
    text = (BASE_DIR / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    changes = {
        r"listen 80;": f"listen {plain};",
        r"listen 443 ssl": f"listen {port} ssl",
        r"archive\.example;": f"{HOST};",
        r"/etc/letsencrypt/live/archive\.example": str(folder),
        r"http://127\.0\.0\.1:8000": site,
        r"https://\$host\$": f"https://$host:{port}$",
        # Who speaks plain HTTP to the port of TLS is led on too.
        r"server_tokens off;": f"error_page 497 =301 https://$host:{port}$request_uri;",
    }
    for pattern, change in changes.items():
        text, count = re.subn(pattern, change, text)
        assert count, pattern
    return (
        f"daemon off; pid {folder}/nginx.pid; worker_processes 1;\n"
        "events { worker_connections 1024; }\n"
        f"http {{ access_log off; {_places(folder)}\n{text}}}\n"
    )


def _places(folder: Path) -> str:
    names = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    return " ".join(f"{name}_temp_path {folder}/{name};" for name in names)


def _wait(port: int, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.1)
    raise AssertionError(log.read_text())
