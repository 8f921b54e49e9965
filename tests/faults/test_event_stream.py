import contextlib

from fullcircle.foundation import feed
from fullcircle.registry.people.states import Seat
from tests.faults.conftest import sign_in
from tests.faults.listening import Stream
from tests.running_server import RunningServer


def tell_board(reference: str) -> None:
    feed.publish([feed.BOARD], kind="visit", reference=reference, version=1)


def test_a_change_reaches_an_open_board(dispatcher: str, running_server: RunningServer) -> None:
    with Stream(running_server, dispatcher, "board") as stream:
        hello = stream.next()
        assert hello is not None
        assert hello.event == "hello"
        tell_board("visit:1")
        news = stream.next()
        assert news is not None
        assert news.data == {
            "topic": "board",
            "kind": "visit",
            "reference": "visit:1",
            "version": 1,
        }


def test_after_a_gap_the_missed_changes_come_first(
    dispatcher: str, running_server: RunningServer
) -> None:
    with Stream(running_server, dispatcher, "board") as stream:
        hello = stream.next()
    assert hello is not None
    for number in range(5):
        tell_board(f"visit:{number}")
    with Stream(running_server, dispatcher, "board", since=hello.id) as stream:
        stream.next()
        missed = [stream.next() for _ in range(5)]
        tell_board("visit:5")
        missed.append(stream.next())
    assert [message and message.data["reference"] for message in missed] == [
        f"visit:{number}" for number in range(6)
    ]


def test_who_missed_too_much_is_told_to_load_again(
    dispatcher: str, running_server: RunningServer
) -> None:
    tell_board("visit:0")
    with Stream(running_server, dispatcher, "board") as stream:
        hello = stream.next()
    assert hello is not None
    for number in range(501):
        tell_board(f"visit:{number}")
    with Stream(running_server, dispatcher, "board", since=hello.id) as stream:
        stream.next()
        message = stream.next()
    assert message is not None
    assert message.event == "reload"


def test_a_position_of_another_database_asks_for_a_reload(
    dispatcher: str, running_server: RunningServer
) -> None:
    with Stream(running_server, dispatcher, "board", since="99999999999-99999999") as stream:
        stream.next()
        message = stream.next()
    assert message is not None
    assert message.event == "reload"


def test_two_hundred_boards_hear_the_same_change(
    dispatcher: str, running_server: RunningServer, fresh_database: object
) -> None:
    others = [sign_in(Seat.DISPATCHER, name=f"Dispatcher {number}") for number in range(5)]
    keys = [dispatcher, *others]
    streams = [Stream(running_server, keys[number % 6], "board") for number in range(200)]
    with contextlib.ExitStack() as stack:
        for stream in streams:
            assert stack.enter_context(stream).status == 200
            stream.next()
        tell_board("visit:7")
        heard = [stream.next() for stream in streams]
    assert {message and message.data["reference"] for message in heard} == {"visit:7"}


def test_topics_are_refused_to_whom_they_do_not_concern(
    dispatcher: str, running_server: RunningServer
) -> None:
    technician = sign_in(Seat.TECHNICIAN, name="Miguel Duarte")
    refused = {}
    for topic in ("board", "review", "case-1", "person-99999", "nothing", "Board;", ""):
        with Stream(running_server, technician, topic) as stream:
            refused[topic] = stream.status
    assert refused == {
        "board": 403,
        "review": 403,
        "case-1": 403,
        "person-99999": 403,
        "nothing": 403,
        "Board;": 400,
        "": 400,
    }


def test_without_a_session_there_is_no_stream(
    dispatcher: str, running_server: RunningServer
) -> None:
    with Stream(running_server, "made-up", "board") as stream:
        assert stream.status == 401
