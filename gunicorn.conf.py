"""How gunicorn serves the archive; what stands in front of it: docs/operations.md."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

chdir = str(Path(__file__).parent)
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY") or min(max(os.cpu_count() or 1, 2), 8))
# As many as Django's pool has connections to PostgreSQL.
threads = 4
# Seconds that PostgreSQL may take for a query; commands may take longer.
os.environ.setdefault("STATEMENT_TIMEOUT", "4")
# Loaded before the port is open, once for all workers: else whoever comes first waits
# until each has loaded it for itself.
preload_app = True
# Nobody talks to it, and its default place is shared by everything of one user.
control_socket_disable = True

# Where server processes add up what they measure; read when the first of them starts.
metrics = tempfile.mkdtemp(prefix="newsarchive-metrics-")
os.environ["PROMETHEUS_MULTIPROC_DIR"] = metrics


def on_exit(server: Any) -> None:
    """Leave nothing behind."""
    shutil.rmtree(metrics, ignore_errors=True)
