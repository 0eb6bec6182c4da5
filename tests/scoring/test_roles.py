"""What a site is when no cart gives it away: orders by message, lists of prices, agencies; and those that only tell."""

from __future__ import annotations

import pytest

from data.world import World, load
from scoring.facts import Facts
from scoring.model import Role
from tests.scoring.build import site

# Sellers without a buy button, a few lines each: (what kind of seller, host, lines of the page).
SELLERS = {
    "en messenger": ("capscourier.example", "Skin list", [
        "Isotretinoin 20 mg, 60 caps, 45 USD", "Isotretinoin 40 mg, 60 caps, 70 USD",
        "Message us on Signal with the strength, how many boxes and where to post them.",
        "We answer within the hour with the total and a wallet address."]),
    "en quote": ("bulkderm-trade.example", "Isotretinoin soft capsules for resellers", [
        "Minimum order 500 capsules. Request a quote by e-mail.", "We export to forty countries by courier.",
        "Samples on request, payment before dispatch."]),
    "en concierge": ("ferrydesk.example", "Roaccutane from abroad", [
        "Tell us which brand you want and our buyer in Ankara fetches it over the counter.",
        "We charge a finder's fee of 30 EUR and we send it on to your door.", "Your parcel is tracked all the way."]),
    "en letter order": ("old-post-chest.example", "Accutane by letter", [
        "Write your name, your dose and your address on the order form and put it in an envelope with the notes.",
        "We post the capsules on the day your envelope arrives."]),
    "es": ("caja-sur.example", "Isotretinoína 20 mg", [
        "Escríbenos por WhatsApp qué dosis quieres y cuántas cajas.", "Te lo enviamos en 48 horas.",
        "Nuestros precios: 30 cápsulas 40 €, 60 cápsulas 70 €."]),
    "pt": ("caixa-leve.example", "Roacutan 20 mg", [
        "Chame no zap e diga a dose e o endereço.", "Enviamos para todo o Brasil.", "Frete grátis acima de R$ 300."]),
    "it": ("scatola-blu.example", "Isotretinoina 20 mg", [
        "Scrivici su Telegram quante confezioni vuoi e l'indirizzo.", "Spediamo ogni lunedì.",
        "Il tuo pacco arriva in tre giorni."]),
    "fr": ("boite-claire.example", "Isotrétinoïne 20 mg", [
        "Envoyez un message sur Telegram avec le dosage, le nombre de boîtes et l'adresse.",
        "Nous expédions le jour même.", "Votre colis est suivi."]),
    "de": ("kapselbote.example", "Isotretinoin 20 mg", [
        "Schreiben Sie uns per WhatsApp, welche Stärke und wie viele Packungen Sie möchten.",
        "Wir verschicken jeden Werktag.", "Ihre Sendung geht neutral auf die Reise."]),
    "nl": ("capsulepost.example", "Isotretinoïne 20 mg", [
        "App ons welke sterkte u wilt en hoeveel doosjes.", "Wij versturen elke dag.",
        "Uw pakket is in drie dagen binnen."]),
    "sv": ("kapselbrev.example", "Isotretinoin 20 mg", [
        "Skriv till oss på Telegram vilken styrka och hur många askar du vill ha.", "Vi skickar varje vardag.",
        "Ditt paket kommer inom tre dagar."]),
    "da": ("kapselpost.example", "Isotretinoin 20 mg", [
        "Skriv til os på Telegram hvilken styrke og hvor mange pakninger du vil have.", "Vi sender hver dag.",
        "Din pakke er fremme på tre dage."]),
    "pl": ("kapsulka-poczta.example", "Izotretynoina 20 mg", [
        "Napisz na WhatsApp, jaką moc i ile opakowań chcesz.", "Wysyłamy codziennie.",
        "Twoja paczka dotrze w trzy dni."]),
    "ru": ("kapsula-pochta.example", "Изотретиноин 20 мг", [
        "Напишите в Телеграм, какая дозировка и сколько упаковок нужно.", "Отправляем каждый день.",
        "Ваша посылка придёт за неделю."]),
    "ja": ("capsule-bin.example", "イソトレチノイン 20mg", [
        "ご希望の用量と数量をLINEでご注文ください。", "当店から三日以内に発送いたします。",
        "お支払いは銀行振込です。"]),
}  # fmt: skip

TELLERS = {
    "en university": ("skin.brackwater.ac.uk", "Isotretinoin and the web", [
        "Our survey looked at what sellers promise. Most of them shipped without a prescription.",
        "According to the researchers, parcels were posted from four countries.",
        "Published in the department journal."]),
    "es": ("gaceta-norte.example", "Isotretinoína por mensajería", [
        "Un periodista compró las cápsulas por WhatsApp; la policía investiga a los vendedores.",
        "Según la agencia, los envíos salían de un almacén.", "Redacción. Suscríbete."]),
    "pt": ("jornal-do-vale.example", "Roacutan vendido sem receita", [
        "A polícia apreendeu caixas enviadas pelo correio.", "Segundo a agência, o grupo vendia pelo WhatsApp.",
        "Reportagem da redação. Atualizado às 10h."]),
    "it": ("corriere-valle.example", "Isotretinoina venduta in chat", [
        "La polizia ha sequestrato i pacchi.", "Secondo la procura, ordinavano su Telegram.",
        "Redazione. Articolo aggiornato alle 9."]),
    "fr": ("gazette-estuaire.example", "Isotrétinoïne : le marché des messageries", [
        "La police a saisi des colis.", "Selon le parquet, les clients commandaient par Telegram.",
        "Publié par la rédaction. Abonnez-vous."]),
    "de": ("heidebote.example", "Isotretinoin aus dem Netz", [
        "Die Polizei ermittelt gegen einen Versender.", "Laut der Behörde bestellten die Käufer per WhatsApp.",
        "Redaktion. Aktualisiert um 9 Uhr."]),
    "nl": ("polderkrant.example", "Isotretinoïne via chat", [
        "De politie vond pakketten bij een verzender.", "Volgens de inspectie bestelden kopers via Telegram.",
        "Redactie. Bijgewerkt om 9 uur."]),
    "sv": ("fjordbladet.example", "Isotretinoin i brevlådan", [
        "Polisen utreder en försäljare.", "Enligt Läkemedelsverket beställde köparna via Telegram.",
        "Redaktionen. Uppdaterad kl 9."]),
    "da": ("oebladet.example", "Isotretinoin i postkassen", [
        "Politiet efterforsker en sælger.", "Ifølge Lægemiddelstyrelsen bestilte køberne via Telegram.",
        "Redaktionen. Opdateret kl. 9."]),
    "pl": ("kurier-nadrzeczny.example", "Izotretynoina z komunikatora", [
        "Policja zatrzymała sprzedawcę.", "Według prokuratury kupujący zamawiali przez Telegram.",
        "Redakcja. Zaktualizowano o 9."]),
    "ru": ("vestnik-zatona.example", "Изотретиноин из чата", [
        "Полиция задержала продавца.", "По данным прокуратуры, покупатели заказывали через Телеграм.",
        "Редакция. Обновлено в 9:00."]),
    "ja": ("minato-shinbun.example", "イソトレチノインの個人売買", [
        "警察は販売者を逮捕した。", "厚生労働省によると、購入者はチャットで注文していた。", "編集部。更新日は九日。"]),
}  # fmt: skip


@pytest.fixture(scope="module")
def world() -> World:
    return load()


def role(world: World, host: str, title: str, lines: list[str], language: str) -> Role:
    body = "".join(f"<p>{line}</p>" for line in lines)
    html = f"<html lang='{language}'><title>{title}</title><main><h1>{title}</h1>{body}</main></html>"
    return Facts(site([(f"https://{host}/p1", html)]), world).role


@pytest.mark.parametrize("case", SELLERS)
def test_a_seller_needs_no_cart(world: World, case: str) -> None:
    """Who takes orders by message, names a fee for fetching it or speaks of its own parcels, sells."""
    assert role(world, *SELLERS[case], case[:2]) in (Role.SELLER, Role.DOORWAY)


@pytest.mark.parametrize("case", TELLERS)
def test_who_tells_of_sales_does_not_sell(world: World, case: str) -> None:
    """Papers and universities write of parcels and messengers in the third person."""
    assert role(world, *TELLERS[case], case[:2]) is Role.INFORMATION


# Not sellers of it, and not told as such: goods off prescription, clubs, a chemist that only says where it is.
OTHERS = {
    "de cosmetics": ("seifenkontor.example", "Retinal-Serum 30 ml", [
        "24,90 € inkl. MwSt.", "In den Warenkorb", "Kein Rezept nötig, denn unser Serum ist Kosmetik.",
        "Wer Isotretinoin nimmt, lässt das Serum weg.", "Versand frei ab 40 €. Ihr Paket kommt in drei Tagen.",
        "Auch Cremes, Shampoo und Seife."]),
    "fr herbs": ("jardin-des-simples.example", "Tisane peau nette", [
        "12,50 €", "Ajouter au panier", "Complément alimentaire sans ordonnance.", "Ne pas associer à l'isotrétinoïne.",
        "Livraison offerte dès 40 €. Votre colis part sous 24 h.", "Crèmes, savons, shampooings."]),
}  # fmt: skip
SERVICES = {
    "es clinic": ("clinica-arce.example", "Isotretinoína: tratamiento con dermatólogo", [
        "Pida cita: primera visita 90 €.", "Nuestros dermatólogos le ven por videoconsulta y valoran su caso.",
        "Cada mes, análisis y revisión; la receta se retira en su farmacia.",
        "Rellene el cuestionario antes de la consulta."]),
    "pl clinic": ("przychodnia-jawor.example", "Izotretynoina: leczenie u dermatologa", [
        "Umów wizytę, 200 zł.", "Nasi dermatolodzy przyjmują w gabinecie i online.",
        "Lekarz zleca badania i wystawia e-receptę, jeśli leczenie jest wskazane.", "Przed wizytą wypełnij ankietę."]),
    "de clinic": ("hautpraxis-ahorn.example", "Isotretinoin in der Sprechstunde", [
        "Termin buchen: Videosprechstunde mit unseren Hautärzten, 60 €.",
        "Der Arzt prüft Ihre Werte und stellt ein Rezept aus, das Sie in der Apotheke einlösen.",
        "Vor dem Termin füllen Sie den Fragebogen aus."]),
}  # fmt: skip


@pytest.mark.parametrize("case", OTHERS)
def test_goods_off_prescription_make_another_shop(world: World, case: str) -> None:
    """A warning not to mix the two names the drug; it is no offer of it."""
    assert role(world, *OTHERS[case], case[:2]) in (Role.OTHER_SHOP, Role.INFORMATION)


@pytest.mark.parametrize("case", SERVICES)
def test_a_clinic_prescribes_and_sells_nothing(world: World, case: str) -> None:
    """Visits and forms of prescribers, and a pharmacy elsewhere that fills what they write."""
    assert role(world, *SERVICES[case], case[:2]) is Role.TELEHEALTH


def test_a_page_that_shows_neither_is_not_cleared(world: World) -> None:
    """The drug is described, nobody is told who speaks: that is not known, and not the word of a leaflet."""
    lines = ["Soft capsules in three strengths for severe acne. " * 4, "Keep the box dry and out of the sun. " * 4]
    assert role(world, "soft-capsule-corner.example", "Isotretinoin capsules", lines, "en") is Role.UNKNOWN


def test_an_open_offer_beside_own_parcels_is_never_information(world: World) -> None:
    """However much a page sounds like a paper: it offers, and it posts."""
    lines = ["Updated in May. References below. See also our notes on sunlight.",
             "Buy isotretinoin from us without a prescription.", "We ship it to you within three days.",
             "Your parcel leaves on the day you pay."]  # fmt: skip
    assert role(world, "dune-notes.example", "Isotretinoin 20 mg", lines, "en") is Role.SELLER
