"""How gunicorn serves the archive; what stands in front of it: docs/operations.md."""

import os
from pathlib import Path

chdir = str(Path(__file__).parent)
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY") or min(max(os.cpu_count() or 1, 2), 8))
# As many as Django's pool has connections to PostgreSQL.
threads = 4
# Seconds that PostgreSQL may take for a query; commands may take longer.
os.environ.setdefault("STATEMENT_TIMEOUT", "4")
# Nobody talks to it, and its default place is shared by everything of one user.
control_socket_disable = True
