"""Files that stay: in a folder, on a disk that machines share, in a store that speaks S3."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from urllib.request import urlopen

import pytest
from fsspec import get_filesystem_class

from data.archive import ArchiveError, open_archive
from data.store import Folder, Store, StoreError, open_store
from tests.support import require


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """A server that speaks S3, on loopback."""
    require(find_spec("moto") and find_spec("s3fs") and find_spec("flask"), "moto, flask and s3fs")
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _await(f"http://127.0.0.1:{port}/moto-api/")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _await(url: str) -> None:
    deadline = monotonic() + 60
    while monotonic() < deadline:
        try:
            with urlopen(url):
                return
        except OSError:
            sleep(0.1)
    raise TimeoutError(url)


@pytest.fixture(params=["home", "file", "memory", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    kind = request.param
    if kind == "home":
        return open_store("", tmp_path / "home")
    if kind == "file":
        return open_store((tmp_path / "with space").as_uri(), tmp_path)
    require(find_spec("fsspec"), "fsspec")
    if kind == "memory":
        return open_store(f"memory://{tmp_path.name}", tmp_path)
    known = {"ENDPOINT_URL": request.getfixturevalue("s3"), "ACCESS_KEY_ID": "a", "SECRET_ACCESS_KEY": "b"}
    for name, value in (known | {"DEFAULT_REGION": "us-east-1"}).items():
        monkeypatch.setenv(f"AWS_{name}", value)
    import s3fs

    s3fs.S3FileSystem.clear_instance_cache()
    bucket = tmp_path.name.replace("_", "-")
    s3fs.S3FileSystem().mkdir(bucket)
    return open_store(f"s3://{bucket}/rxverdict", tmp_path)


def test_what_is_put_comes_back_under_its_name(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "visit.warc.gz"
    file.write_bytes(os.urandom(70_000))
    assert not store.exists("visits/2026-11/a.warc.gz")
    store.put(file, "visits/2026-11/a.warc.gz")
    store.put(file, "visits/2026-12/b.warc.gz")
    store.put(file, "looks/c")
    assert store.exists("visits/2026-11/a.warc.gz")
    with store.local("visits/2026-11/a.warc.gz") as path:
        assert (path.name, path.read_bytes()) == ("a.warc.gz", file.read_bytes())
    assert store.names("visits") == ("visits/2026-11/a.warc.gz", "visits/2026-12/b.warc.gz")
    assert len(store.names()) == 3 and store.names("none") == ()


def test_a_name_that_is_taken_keeps_what_it_has(store: Store, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.write_text("one")
    second.write_text("two")
    store.put(first, "kept")
    store.put(second, "kept")
    with store.local("kept") as path:
        assert path.read_text() == "one"


def test_no_name_leads_out_of_the_store(store: Store, tmp_path: Path) -> None:
    for name in ("../escape", "/etc/passwd", "a/../../b"):
        with pytest.raises(StoreError, match="no name in a store"):
            store.put(tmp_path / "x", name)


def test_many_who_put_the_same_at_once_leave_it_whole(tmp_path: Path) -> None:
    body = os.urandom(200_000)
    (tmp_path / "source").write_bytes(body)
    stores = [Folder(tmp_path / "shared") for _ in range(8)]
    threads = [Thread(target=s.put, args=(tmp_path / "source", f"v/{n % 2}")) for n, s in enumerate(stores)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert stores[0].names() == ("v/0", "v/1")
    assert all(path.read_bytes() == body for path in (tmp_path / "shared/v").iterdir())


def test_what_is_put_stays_when_its_source_goes(tmp_path: Path) -> None:
    source, store = tmp_path / "new.warc.gz", Folder(tmp_path / "store")
    source.write_text("visit")
    store.put(source, "a")
    source.unlink()
    with store.local("a") as path:
        assert path.read_text() == "visit"


def test_a_store_that_is_none_says_what_to_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for url, words in (("bucket/prefix", "is no URL such as"), ("nosuch://x", "RXVERDICT_STORE")):
        monkeypatch.setenv("RXVERDICT_STORE", url)
        with pytest.raises(ArchiveError, match=words):
            open_archive("", tmp_path)


def test_a_store_that_does_not_answer_is_one_clear_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    require(find_spec("s3fs"), "s3fs")
    for name, value in (("ENDPOINT_URL", "http://127.0.0.1:9"), ("ACCESS_KEY_ID", "a"), ("SECRET_ACCESS_KEY", "b")):
        monkeypatch.setenv(f"AWS_{name}", value)
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    get_filesystem_class("s3").clear_instance_cache()  # one made for another test would still know its server
    store = open_store("s3://bucket/prefix", tmp_path)
    with pytest.raises(StoreError, match="cannot be used"):
        store.exists("a")
