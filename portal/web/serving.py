"""How the portal is served: one set of gunicorn's settings, for people and for the bench."""

THREADS = 4


def gunicorn_arguments(bind: str, workers: int, application: str) -> list[str]:
    """The command line of gunicorn, its own name first."""
    return [
        "gunicorn",
        f"--bind={bind}",
        f"--workers={workers}",
        "--worker-class=gthread",
        f"--threads={THREADS}",
        "--no-control-socket",
        "--log-level=warning",
        application,
    ]
