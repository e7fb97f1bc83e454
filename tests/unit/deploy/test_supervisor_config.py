"""What is written for the supervisor is what it reads."""

from pathlib import Path

import pytest
from supervisor.options import ServerOptions

from deploy.local import supervisor_config
from deploy.local.folder import RunFolder
from deploy.local.programs import Program
from deploy.local.refusal import CannotStart

AWKWARD = {"URI": 'amqp://u:p%40"ss\\w@h/a b', "PERCENT": "100 %"}


def options_for(path: Path) -> ServerOptions:
    options = ServerOptions()
    options.realize(["-c", str(path)])
    return options


@pytest.fixture
def options(tmp_path: Path) -> ServerOptions:
    folder = RunFolder(tmp_path / "a run")
    programs = [
        Program("broker", ("/opt/bro ker/bin", "--quiet"), "servers", AWKWARD, priority=1, stop_seconds=60),
        Program("matching", ("python", "-m", "shared.run"), "convoke"),
    ]
    return options_for(supervisor_config.write(folder, programs, tmp_path))


def test_servers_start_before_and_stop_after_ours(options: ServerOptions) -> None:
    groups = sorted(options.process_group_configs, key=lambda group: group.priority)

    assert [(group.name, [p.name for p in group.process_configs]) for group in groups] == [
        ("servers", ["broker"]),
        ("convoke", ["matching"]),
    ]


def test_commands_and_environment_arrive_unchanged(options: ServerOptions) -> None:
    broker = next(p for g in options.process_group_configs for p in g.process_configs if p.name == "broker")

    assert broker.command == "'/opt/bro ker/bin' --quiet"
    assert broker.environment == AWKWARD
    assert (broker.stopwaitsecs, broker.autorestart.__name__) == (60, "RestartUnconditionally")


def test_the_file_with_the_secrets_is_closed_to_others(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path / "run")

    path = supervisor_config.write(folder, [Program("p", ("true",), "convoke", {"SECRET": "s"})], tmp_path)

    assert path.stat().st_mode & 0o077 == 0
    assert folder.root.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(("most", "allowed"), [(-1, 64_000), (1_048_576, 64_000), (20_000, 20_000)])
def test_processes_may_open_as_many_files_as_a_database_needs(most: int, allowed: int) -> None:
    assert supervisor_config.open_files(most) == allowed


def test_a_machine_that_allows_too_few_open_files_is_told_so() -> None:
    with pytest.raises(CannotStart, match="1024 files here, MongoDB needs 4096"):
        supervisor_config.open_files(1024)


def test_the_supervisor_raises_the_number_of_open_files(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path / "run")

    options = options_for(supervisor_config.write(folder, [Program("p", ("true",), "convoke")], tmp_path))

    assert options.minfds >= 4_096
