"""What anybody would write first: a Scrapy spider that reads the pages a site links to. The yardstick of `visit.py`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scrapy import Spider
from scrapy.http import Response, TextResponse


class PlainSpider(Spider):
    name = "plain"

    def __init__(self, url: str = "", urls: str = "", again: str = "0", **rest: Any) -> None:
        """`url`: one site; `urls`: a file with one a line. `again`: how often each first page is asked once more."""
        super().__init__(**rest)
        self.start_urls = Path(urls).read_text("utf-8").split() if urls else [url]
        self._again = int(again)

    def parse(self, response: Response) -> Iterator[Any]:
        assert isinstance(response, TextResponse)
        yield {"url": response.url, "text": " ".join(response.css("body ::text").getall())}
        assert response.request is not None
        if response.meta.get("depth", 0) == 0:
            for number in range(self._again):
                headers = {"Referer": f"http://search.example/{number}"}
                yield response.request.replace(headers=headers, dont_filter=True, callback=self.read)
        yield from response.follow_all(css="nav a", callback=self.parse)

    def read(self, response: Response) -> Iterator[Any]:
        assert isinstance(response, TextResponse)
        yield {"url": response.url, "text": " ".join(response.css("body ::text").getall())}
