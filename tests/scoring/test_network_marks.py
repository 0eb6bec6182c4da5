"""What pages and outside facts show that sites may share, and what looks like it and is nobody's."""

from __future__ import annotations

from crawler.text import read_html
from crawler.visit import Outside, Page, PageKind
from scoring.network_kinds import MarkKind
from scoring.network_marks import outside_marks, page_marks, template_of
from tests.data.cases import NOON

SITE = "marrow.example"
HOME = f"https://{SITE}/"


def page(html: str, kind: PageKind = PageKind.HOME) -> Page:
    return Page(HOME, HOME, NOON, 200, kind, read_html(html, HOME))


def shown(html: str, kind: PageKind = PageKind.HOME) -> set[tuple[str, str]]:
    return {(str(mark), value) for mark, value in page_marks(page(html, kind), SITE)}


def test_an_address_to_write_to_is_a_mark_and_one_in_running_text_is_not() -> None:
    assert shown("<p>Write <a href='mailto:Desk@Ferrous.example?subject=x'>us</a>") == {
        ("email", "desk@ferrous.example")
    }
    assert shown("<footer>desk@ferrous.example</footer>") == {("email", "desk@ferrous.example")}
    assert shown("<p>A reader, reader@elsewhere.example, wrote to us.</p>") == set()
    assert shown("<p>privacy@paypal.com</p>", PageKind.CONTACT) == set()


def test_a_directory_of_addresses_is_nobody_s_own() -> None:
    crowd = "".join(f"<p>shop-{number}@elsewhere.example</p>" for number in range(30))
    assert shown(crowd, PageKind.CONTACT) == set()


def test_accounts_that_money_is_paid_to_are_read_from_links_scripts_and_numbers() -> None:
    html = """<a href='https://www.paypal.me/MarrowDesk'>Pay</a>
    <script src='https://www.paypal.com/sdk/js?client-id=Ainvented123&currency=EUR'></script>
    <script>Stripe('pk_live_invented0123456789ab')</script>
    <p>Transfer to DE89 3704 0044 0532 0130 00 or to DE88 3704 0044 0532 0130 00.</p>"""
    assert shown(html) == {
        ("payment", "paypal.me/marrowdesk"), ("payment", "paypal.com client-id Ainvented123"),
        ("payment", "pk_live_invented0123456789ab"), ("payment", "DE89370400440532013000"),
    }  # fmt: skip


def test_a_tag_manager_is_told_from_an_analytics_account() -> None:
    html = "<script>x('GTM-ABCD12'); y('G-7QX2MARROW')</script>"
    assert shown(html) == {("tag", "GTM-ABCD12"), ("identifier", "G-7QX2MARROW")}


def test_an_icon_counts_when_the_page_shows_which_one_it_is() -> None:
    assert shown("<link rel='icon' href='/favicon.ico'>") == set()
    assert shown("<link rel='shortcut icon' href='https://pics.example/p.png'>") == {
        ("favicon", "https://pics.example/p.png")
    }
    ((kind, value),) = shown("<link rel=icon href='data:image/png;base64,AAAA'>")
    assert kind == "favicon" and value.startswith("sha256:")


def test_two_dressings_of_one_template_have_one_shape_and_plain_pages_have_none() -> None:
    def shop(name: str) -> str:
        menu = "".join(f"<h{level}>{name}</h{level}><p>{name} {level}</p>" for level in range(1, 6))
        return f"<header>{menu}</header><main>{name}</main><footer>{menu}<form><input name=q></form></footer>"

    shapes = {template_of(page(shop(name)), SITE) for name in ("Marrow", "Tallow and sons")}
    assert len(shapes) == 1 and shapes != {""}
    assert template_of(page("<h1>Marrow</h1><p>We are closed.</p>"), SITE) == ""


def test_a_certificate_names_an_operator_s_domains_and_a_crowd_names_nobody() -> None:
    outside = Outside(
        name_servers=("ns1.dns.example", "ns2.dns.example"), certificate_names=("*.a.example", "b.example")
    )
    assert set(outside_marks(outside, SITE)) == {
        (MarkKind.NAME_SERVER, "dns.example"), (MarkKind.CERTIFICATE, "a.example"), (MarkKind.CERTIFICATE, "b.example"),
    }  # fmt: skip
    crowd = Outside(certificate_names=tuple(f"shop-{number}.example" for number in range(30)))
    assert set(outside_marks(crowd, SITE)) == set()
