import re
import signal
import socket
import subprocess
import urllib.request

import pytest

from tests.installed import DIPLOWATCH
from tests.monitor.web.world import MONGOLIA, fill, title

pytest.importorskip("datasette", reason='needs Datasette, the extra "web"')


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "Ctrl-C"])
def test_it_says_where_it_is_answers_and_ends_when_it_is_told_to(tmp_path, number):
    fill(tmp_path / "x.db", {title("Mongolia"): MONGOLIA})
    with subprocess.Popen(
        [DIPLOWATCH, "serve", "--db", "x.db", "--port", "0"],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as server:  # fmt: skip
        try:
            said = server.stdout.readline()
            url = re.fullmatch(r"diplowatch: x\.db is at (\S+) \(Ctrl-C ends it\)\n", said)[1]
            opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
            with opener.open(f"{url}articles", timeout=30) as response:
                page = response.read().decode()
            server.send_signal(number)
            out, err = server.communicate(timeout=30)
        finally:
            server.kill()

    assert "<h1>Articles</h1>" in page
    assert (server.returncode, out, err) == (0, "", "")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["--db", "no.db"], 'no database "no.db"', id="no database"),
        pytest.param(
            ["--db", "x.db", "--host", "192.0.2.1"], 'cannot listen at "192.0.2.1"', id="no address"
        ),
    ],
)
def test_mistakes_end_in_one_line(diplowatch, tmp_path, arguments, told):
    fill(tmp_path / "x.db", {title("Mongolia"): MONGOLIA[:1]})

    ended = diplowatch("serve", *arguments)

    assert (ended.status, told in ended.err, ended.err.count("\n")) == (2, True, 1)


def test_an_answer_in_two_pieces_does_not_wait_for_the_browser_to_confirm_the_first():
    from monitor.web.serving import listen

    with (
        listen("127.0.0.1", 0) as taken,
        socket.create_connection(taken.getsockname()),
        taken.accept()[0] as accepted,
    ):
        assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_port_that_is_taken_is_said(diplowatch, tmp_path):
    fill(tmp_path / "x.db", {title("Mongolia"): MONGOLIA[:1]})
    with socket.create_server(("127.0.0.1", 0)) as other:
        ended = diplowatch("serve", "--db", "x.db", "--port", other.getsockname()[1])

    assert ended.status == 2
    assert "Address already in use: give another --port" in ended.err
