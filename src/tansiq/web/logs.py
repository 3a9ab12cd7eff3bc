"""The node's log: lines of JSON in ``DIR/log/node.log``, turned over at 10 MiB. No secret and no place goes into it."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

import structlog

from tansiq.base.units import MIB

LOG_FILE = "node.log"
_MOST_BYTES = 10 * MIB
_KEPT = 5
_QUIET = ("uvicorn.error", "uvicorn.access", "httpx", "asyncio", "websockets")


def start_logging(folder: Path, level: str) -> logging.Handler:
    """Send every log of this process to the node's folder; give the handler, to be closed at the end."""
    (folder / "log").mkdir(exist_ok=True)
    handler = RotatingFileHandler(folder / "log" / LOG_FILE, maxBytes=_MOST_BYTES, backupCount=_KEPT, encoding="utf-8")
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
            ],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(level.upper())
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    return handler


def stop_logging(handler: logging.Handler) -> None:
    """Close the file."""
    logging.getLogger().removeHandler(handler)
    handler.close()
