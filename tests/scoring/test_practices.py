"""Roles of practices that see patients, of pages that compare or rank, and of pharmacies that say little else."""

from __future__ import annotations

import pytest

from data.world import World, load
from scoring.facts import Facts
from scoring.model import Role
from tests.scoring.build import site

# A practice in a few lines: visits, patients, tests, fees; the capsules come from a pharmacy of the patient's choice.
PRACTICES = {
    "en": ["Live video visit every month, new patients seen this week.",
           "Our doctors order bloodwork before you start.",
           "First visit $110 or your copay.", "We send the prescription to the pharmacy of your choice.",
           "Book a follow-up in the patient portal.", "Your dermatologist answers messages."],
    "de": ["Videosprechstunde mit Ihrer Hautärztin.", "Neue Patienten bekommen diese Woche einen Termin.",
           "Unsere Ärzte sehen Sie jeden Monat.", "Die Blutabnahme macht Ihre Praxis vor Ort.",
           "E-Rezept an eine Apotheke Ihrer Wahl.", "Abrechnung nach GOÄ, für Selbstzahler."],
    "fr": ["Téléconsultation avec un dermatologue.", "Premier rendez-vous sous huit jours.",
           "Nos médecins demandent un bilan sanguin.", "L'ordonnance part à la pharmacie de votre choix.",
           "Feuille de soins remise après la consultation.", "Les patientes sont suivies chaque mois."],
    "es": ["Videoconsulta con dermatólogos colegiados.", "Pedir cita esta semana.", "Primera visita 60 €.",
           "Nuestros médicos piden una analítica antes de empezar.", "Recoja la receta en la farmacia de su elección.",
           "Cada paciente tiene una revisión mensual."],
    "nl": ["Beeldconsult met een huidarts.", "Nieuwe patiënten kunnen een afspraak maken.",
           "Onze artsen vragen bloedonderzoek aan.", "Het recept gaat naar een apotheek naar keuze.",
           "Spreekuur op werkdagen.", "De kosten gaan van uw eigen risico af."],
    "sv": ["Videobesök hos hudläkare.", "Boka tid samma vecka.", "Våra läkare beställer blodprov.",
           "Receptet hämtar du på valfritt apotek.", "Patienter följs upp varje månad.", "Frikort gäller."],
    "pl": ["Teleporada u dermatologa.", "Umów wizytę w tym tygodniu.", "Nasi lekarze zlecają badania krwi.",
           "E-recepta do realizacji w dowolnej aptece.", "Pacjentki mają kontrolę co miesiąc.", "Gabinet przy rynku."],
    "ru": ["Онлайн-консультация дерматолога.", "Запись на приём на этой неделе.", "Наши врачи назначают анализы крови.",
           "Рецепт принимают в любой аптеке.", "Пациентки приходят каждый месяц.", "Клиника работает с 8 до 20."],
    "ja": ["オンライン診療で皮膚科の医師が診察します。", "ご予約は当院の窓口へ。", "治療の前に採血をします。",
           "処方箋はお近くの薬局でお使いください。", "患者さまは毎月診察を受けます。", "診療時間は九時からです。"],
}  # fmt: skip


@pytest.fixture(scope="module")
def world() -> World:
    return load()


def _role(host: str, pages: list[tuple[str, str, str]], world: World, language: str = "en") -> Role:
    html = '<html lang="{}"><head><title>{}</title></head><body><main><h1>{}</h1>{}</main></body></html>'
    made = [(f"https://{host}/{path}", html.format(language, title, title, body)) for path, title, body in pages]
    return Facts(site(made), world).role


@pytest.mark.parametrize("language", PRACTICES)
def test_a_practice_that_sees_patients_is_a_service(language: str, world: World) -> None:
    body = "".join(f"<p>{line}</p>" for line in PRACTICES[language])
    assert _role("hollow-hill.example", [("about", "Isotretinoin", body)], world, language) is Role.TELEHEALTH


def test_a_shop_with_a_word_of_doctors_stays_a_seller(world: World) -> None:
    body = "<p>No waiting room, no bloodwork.</p><p>20 mg, 60 capsules, $80</p><button>Add to cart</button>"
    assert _role("hollow-hill.example", [("isotretinoin", "Isotretinoin 20 mg", body)], world) is Role.SELLER


def test_a_page_that_compares_pharmacies_and_sells_nothing(world: World) -> None:
    rows = "".join(
        f"<tr><td>Isotretinoin 20 mg {maker}</td><td>10 caps</td><td>₹{price}.00</td>"
        f'<td><a href="https://{maker}.example/buy">Go to store</a></td></tr>'
        for maker, price in (("norvel", 183), ("tresk", 264), ("akva", 342))
    )
    told = (
        "<p>Compare prices from pharmacies. No medicine is sold by us.</p><p>A prescription is required.</p>"
        "<p>Every pharmacy asks for your prescription.</p><p>We leave out those that ask for no Rx.</p>"
    )
    page = ("isotretinoin", "Isotretinoin 20 mg", f"<table>{rows}</table>{told}<p>We may earn a commission.</p>")
    assert _role("strip-ledger.example", [page], world) is Role.PRICE_COMPARISON


def test_a_ranking_with_buttons_of_other_shops_is_a_referral(world: World) -> None:
    praise = "".join(
        f'<h2>{n}. {name}</h2><p>Score {10 - n}/10</p><a href="https://{name}.example/?aff=9">Visit shop</a>'
        for n, name in ((1, "pillgarden"), (2, "capsulebay"))
    )
    page = (
        "isotretinoin",
        "Isotretinoin: top 3 shops",
        f"{praise}<button>Buy now</button><p>We do not sell anything.</p>",
    )
    assert _role("skin-chart.example", [page], world) is Role.REFERRAL


def test_a_pharmacy_by_name_that_speaks_of_little_else(world: World) -> None:
    lines = ("NHS repeats by phone.", "Our pharmacist rings back.", "The dispensary opens at nine.", "Dispensing fees.",
             "Ask the superintendent.", "Refills in two days.", "Chemists since 1934.")  # fmt: skip
    body = "".join(f"<p>{line}</p>" for line in lines)
    pages = [("", "Weir Lane Chemist", body), ("ask", "Do you keep isotretinoin?", "<p>We do, ask at the counter.</p>")]
    assert _role("weirlane-chemist.example", pages, world) is Role.SELLER
