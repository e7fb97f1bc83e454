"""Writes the supervisor's configuration file for a list of programs."""

import os
import resource
import shlex
from collections.abc import Sequence
from pathlib import Path

from deploy.local.folder import RunFolder
from deploy.local.programs import Program
from deploy.local.refusal import CannotStart

ENOUGH_FILES, FEWEST_FILES = 64_000, 4_096
"""What MongoDB asks for, and what it needs for two editions: each collection and each index is an open file."""
GROUP_PRIORITY = {"servers": 10, "convoke": 20}


def write(folder: RunFolder, programs: Sequence[Program], checkout: Path) -> Path:
    """Write supervisord.conf (mode 600: programs carry secrets in their environment) and return its path."""
    text = "\n".join([_head(folder), *(_program(folder, p, checkout) for p in programs), *_groups(programs)])
    path = folder.root / "supervisord.conf"
    path.touch(mode=0o600)
    path.write_text(text)
    return path


def _head(folder: RunFolder) -> str:
    root, logs, socket = _literal(folder.root), _literal(folder.logs), _literal(folder.socket)
    user = "user=root\n" if os.geteuid() == 0 else ""  # said aloud, or supervisord warns at every start
    files = open_files(resource.getrlimit(resource.RLIMIT_NOFILE)[1])
    return f"""\
[unix_http_server]
file={socket}
chmod=0700

[supervisord]
logfile={logs}/supervisord.log
logfile_maxbytes=5MB
logfile_backups=2
loglevel=info
pidfile={root}/supervisord.pid
identifier=convoke-{folder.token}
childlogdir={logs}
umask=077
minfds={files}
{user}
[rpcinterface:supervisor]
supervisor.rpcinterface_factory = supervisor.rpcinterface:make_main_rpcinterface

[supervisorctl]
serverurl=unix://{socket}
"""


def open_files(most: int) -> int:
    """How many files each process may hold open, where the machine allows `most` (-1: any number).

    Login shells often allow 1,024, at which mongod aborts; every process may raise that to what the machine allows.
    """
    if most == resource.RLIM_INFINITY:
        return ENOUGH_FILES
    if most < FEWEST_FILES:
        raise CannotStart(
            f"A process may open {most} files here, MongoDB needs {FEWEST_FILES}: "
            "raise the limit (ulimit -Hn) and try again."
        )
    return min(most, ENOUGH_FILES)


def _program(folder: RunFolder, program: Program, checkout: Path) -> str:
    # A crash is answered by a restart, for ever: the pause between two tries grows by one second each time.
    environment = ",".join(f"{key}={_quoted(value)}" for key, value in sorted(program.environment.items()))
    return f"""\
[program:{program.name}]
command={_literal(shlex.join(program.command))}
directory={_literal(checkout)}
environment={environment}
priority={program.priority}
autostart=true
autorestart=true
startsecs=1
startretries=1000000
stopsignal=TERM
stopwaitsecs={program.stop_seconds}
killasgroup=true
redirect_stderr=true
stdout_logfile={_literal(folder.logs)}/{program.name}.log
stdout_logfile_maxbytes=10MB
stdout_logfile_backups=3
"""


def _groups(programs: Sequence[Program]) -> list[str]:
    members = {g: [p.name for p in programs if p.group == g] for g in GROUP_PRIORITY}
    return [
        f"[group:{group}]\nprograms={','.join(names)}\npriority={GROUP_PRIORITY[group]}\n"
        for group, names in members.items()
        if names
    ]


def _literal(value: object) -> str:
    return str(value).replace("%", "%%")


def _quoted(value: str) -> str:
    """In the kind of quotes the value does not contain: the supervisor knows no way to escape one."""
    free = [quote for quote in "\"'" if quote not in value]
    if not free:
        raise CannotStart(f"no setting may hold both kinds of quotation marks: {value}")
    return f"{free[0]}{_literal(value)}{free[0]}"
