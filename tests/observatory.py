"""What the HTTP Observatory of MDN says of the archive; for script/audit."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.front import HOST, has_nginx, serve_behind_nginx

OBSERVATORY = "@mdn/mdn-http-observatory@1.4.8"
PATHS = ("/", "/about/", "/articles.atom", "/admin/login/")
GRADE = "A+"


def observe(folder: Path) -> bool:
    """Print the grade of public pages and of the desk; return whether all are best."""
    if not has_nginx():
        sys.stderr.write("nginx and openssl are missing: headers are not graded\n")
        return False
    with serve_behind_nginx(folder) as front:
        # Instead of the certificates that Node ships: ours is nobody's else.
        trust = {
            "NODE_OPTIONS": "--use-openssl-ca",
            "SSL_CERT_FILE": str(front.certificate),
        }
        grades = [_grade(f"{HOST}:{front.port}{path}", trust) for path in PATHS]
    for path, (grade, score, failed) in zip(PATHS, grades, strict=True):
        sys.stdout.write(f"{path:16} {grade} {score}, {failed} tests failed\n")
    return all(grade == GRADE for grade, _, _ in grades)


def _grade(address: str, trust: dict[str, str]) -> tuple[str, int, int]:
    # Fetched with the certificates that the registry's needs, run with ours.
    command = ["mdn-http-observatory-scan", address]
    trusting = [f"{name}={value}" for name, value in trust.items()]
    run = subprocess.run(
        ["npx", "--yes", f"--package={OBSERVATORY}", "--", "env", *trusting, *command],
        env=os.environ,
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        raise SystemExit(f"{address}: {run.stdout}{run.stderr}")
    found = json.loads(run.stdout)["scan"]
    return found["grade"], found["score"], found["testsFailed"]
