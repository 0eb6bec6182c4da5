"""Scrapy's settings for visits. Each line that differs from the default says what it prevents."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Any

DEFAULT_CONTACT = "see README"
SLOT = "visits"  # one slot of the downloader for all hosts: one each would outlive its visit by two minutes
_REQUESTS = 1 << 20  # no limit of Scrapy's: crawler.pace counts by host, and a batch has so many sites in flight


def agent(contact: str = DEFAULT_CONTACT) -> str:
    """The User-Agent header: who asks, what for, and whom to tell when it disturbs."""
    plain = "".join(letter for letter in contact if " " <= letter <= "~" and letter not in "()").strip()
    return f"rxverdict/{release()} (research and consumer protection; contact: {plain or DEFAULT_CONTACT})"


def release() -> str:
    try:
        return version("rxverdict")
    except PackageNotFoundError:
        return "0"


def settings(user_agent: str) -> dict[str, Any]:
    """Settings for one long-lived engine whose requests are sent by `crawler.spider`."""
    handler = "crawler.handler.GuardedHandler"
    return {
        "TWISTED_REACTOR": "twisted.internet.asyncioreactor.AsyncioSelectorReactor",
        # Scrapy reads local files, data: addresses, FTP and S3 by default: none of them is the web.
        "DOWNLOAD_HANDLERS": {"http": handler, "https": handler, "file": None, "data": None, "ftp": None, "s3": None},
        "TELNETCONSOLE_ENABLED": False,  # a control port for anybody on this machine
        "USER_AGENT": user_agent,
        "ROBOTSTXT_OBEY": False,  # Scrapy's own middleware forgets the third waiter; ours stands in its place
        "DOWNLOADER_MIDDLEWARES_BASE": {"crawler.robots.RobotsMiddleware": 100},
        "SPIDER_MIDDLEWARES_BASE": {},  # pages do not pass through them: no referrer is made, no depth is counted
        "EXTENSIONS_BASE": {},
        "RETRY_ENABLED": False,  # retries multiply deadlines
        "REDIRECT_ENABLED": False,  # the visit follows redirects itself: each is guarded, counted and kept
        "COOKIES_ENABLED": False,
        "REFERER_ENABLED": False,
        "COMPRESSION_ENABLED": False,  # bodies are kept as sent and unpacked with a cap (crawler.unpack)
        "DNSCACHE_ENABLED": False,  # the guard resolves; nothing else may remember addresses
        "DOWNLOAD_MAXSIZE": 5_000_000,  # bytes; the default is a gigabyte; each request brings its own
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_TIMEOUT": 15,
        "DOWNLOAD_FAIL_ON_DATALOSS": False,  # a page cut off is still a page; browsers show it
        "CONCURRENT_REQUESTS": _REQUESTS,
        "CONCURRENT_REQUESTS_PER_DOMAIN": _REQUESTS,  # of one slot, and all requests share one
        "DOWNLOAD_DELAY": 0,  # crawler.pace pauses, across robots.txt and all visits
        "LOG_LEVEL": "ERROR",
        "STATS_DUMP": False,
    }
