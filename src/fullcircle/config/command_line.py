"""The command line `fullcircle`. Django is loaded only after the surroundings are chosen."""

import argparse
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from fullcircle.config import environment, export_command, graph_command
from fullcircle.config.preparation import NotReady

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

EPILOG = "Settings come from the environment; docs/reference/settings.md lists them all."


def main(arguments: Sequence[str] | None = None) -> int:
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["manage"]:
        return _manage(given[1:])
    choice = _parser().parse_args(given)
    try:
        _take_into_environment(choice)
        return int(choice.run(choice))
    except (NotReady, environment.SettingNotUnderstood) as refusal:
        print(f"fullcircle: {refusal}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="fullcircle",
        description="Runs a service company's day, where every hand-off has a customer.",
        epilog=EPILOG,
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    where = argparse.ArgumentParser(add_help=False)
    where.add_argument("--data-dir", help="folder of database, keys and files (DATA_DIR)")
    _add_serving(commands, where)
    graph_command.add(commands)
    export_command.add(commands, where)
    _add_tending(commands, where)
    return parser


def _add_serving(commands: "Commands", where: argparse.ArgumentParser) -> None:
    web = argparse.ArgumentParser(add_help=False)
    web.add_argument("--host", help="address to listen on (HOST, default 127.0.0.1)")
    web.add_argument("--port", type=int, help="port to listen on (PORT, default 8000)")
    web.add_argument("--no-worker", action="store_true", help="the worker runs elsewhere")
    demo = commands.add_parser(
        "demo",
        parents=[where, web],
        help="serve a made-up company on its own clock",
        description="Builds the demo company when it is missing or out of date, then serves it. "
        "KEEP=1 keeps an old one.",
    )
    demo.set_defaults(run=_demo)
    serve = commands.add_parser(
        "serve",
        parents=[where, web],
        help="serve your company: web and one worker together",
        description="Applies waiting migrations, runs the system checks, then serves.",
    )
    serve.set_defaults(run=_serve)


def _add_tending(commands: "Commands", where: argparse.ArgumentParser) -> None:
    worker = commands.add_parser(
        "worker", parents=[where], help="run a worker alone (tasks, deliveries, schedule)"
    )
    worker.add_argument("--parent", type=int, default=0, help=argparse.SUPPRESS)
    worker.set_defaults(run=_worker)
    migrate = commands.add_parser("migrate", parents=[where], help="bring the tables up to date")
    migrate.set_defaults(run=_migrate)
    doctor = commands.add_parser(
        "doctor",
        parents=[where],
        help="tell the state of this installation, with remedies",
        description="Exit code 0: all green; 1: something is amber; 2: something is red.",
    )
    doctor.add_argument("--json", action="store_true", help="for machines")
    doctor.set_defaults(run=_doctor)
    manage = commands.add_parser("manage", help="Django's own commands, e.g. `manage shell`")
    manage.set_defaults(run=lambda _choice: _manage([]))


def _take_into_environment(choice: argparse.Namespace) -> None:
    for name in ("data_dir", "host", "port"):
        value = getattr(choice, name, None)
        if value is not None:
            os.environ[name.upper()] = str(value)


def _manage(arguments: list[str]) -> int:
    from django.core.management import execute_from_command_line

    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fullcircle.config.settings")
    try:
        execute_from_command_line(["fullcircle manage", *arguments])
    except environment.SettingNotUnderstood as refusal:
        print(f"fullcircle: {refusal}", file=sys.stderr)
        return 2
    return 0


def _demo(choice: argparse.Namespace) -> int:
    from fullcircle.config import demo_start, preparation

    demo_start.choose_surroundings()
    preparation.set_up()
    preparation.run_system_checks()
    demo_start.prepare()
    return _listen(choice, "the demo company is at")


def _serve(choice: argparse.Namespace) -> int:
    from fullcircle.config import preparation

    preparation.set_up()
    preparation.run_system_checks()
    _tell_applied(preparation.bring_tables_up_to_date())
    return _listen(choice, "fullcircle is at")


def _listen(choice: argparse.Namespace, words: str) -> int:
    from fullcircle.config import preparation, server

    host = environment.text("HOST", "127.0.0.1")
    port = environment.whole_number("PORT", 8000)
    server.refuse_taken_port(host, port)
    shown = "localhost" if host in {"127.0.0.1", "0.0.0.0", "::", "::1"} else host  # noqa: S104  only shown
    address = environment.text("PUBLIC_ADDRESS") or f"http://{shown}:{port}"
    link = preparation.set_up_link(address)
    words = f"{words} {address}  (Ctrl-C ends it)"
    if link:
        words += f"\nnobody can sign in yet: the first administrator begins here, once:\n{link}"
    reached = f"http://{'127.0.0.1' if host in {'0.0.0.0', '::'} else host}:{port}"  # noqa: S104  compared
    server.announce(reached, words)
    return server.serve(
        host=host,
        port=port,
        with_worker=not choice.no_worker,
        processes=environment.whole_number("WEB_PROCESSES", 1),
    )


def _worker(choice: argparse.Namespace) -> int:
    from fullcircle.config import preparation

    preparation.set_up()
    if not choice.parent:
        preparation.run_system_checks()
        preparation.bring_tables_up_to_date()
    from fullcircle.config import worker

    return worker.run(parent=choice.parent)


def _migrate(_choice: argparse.Namespace) -> int:
    from fullcircle.config import preparation

    preparation.set_up()
    preparation.run_system_checks()
    applied = preparation.bring_tables_up_to_date()
    _tell_applied(applied)
    if not applied:
        print("the tables are up to date")
    return 0


def _tell_applied(names: list[str]) -> None:
    if names:
        print(f"{len(names)} migrations applied")


def _doctor(choice: argparse.Namespace) -> int:
    from fullcircle.config import preparation

    preparation.set_up()
    from fullcircle.config import doctor

    return doctor.report(as_json=choice.json)


if __name__ == "__main__":
    sys.exit(main())
