"""Parcels that are made to pass unseen, and parcels like any other, as delivery pages of twelve languages tell them."""

from __future__ import annotations

import pytest

from data.world import World, load
from scoring.facts import Facts
from scoring.facts.types import Signal
from tests.scoring.build import site

UNSEEN = {
    "en": [
        "The customs docket reads scented candles, nothing else.",
        "We mark every envelope as phone accessories.",
        "Should the border people hold on to it, a fresh one is in the post at no cost to you.",
        "Anything above 90 pills is split into several envelopes so that customs do not look twice.",
        "The blisters travel between the pages of a glossy magazine.",
        "A gardening shop appears as the sender.",
        "Our packing is customs-proof and does not show on an x-ray.",
        "If it is seized we reship once, free.",
    ],
    "de": [
        "Auf dem Zollaufkleber steht Duftkerzen.",
        "Als Absender erscheint ein Bastelladen aus Polen.",
        "Bleibt etwas beim Zoll liegen, geht eine neue Sendung auf unsere Kosten raus.",
        "Größere Mengen teilen wir auf mehrere Briefe auf, damit der Zoll nicht hinsieht.",
        "Die Blister stecken in einer Pralinenschachtel.",
        "Wir deklarieren den Inhalt als Handyhüllen.",
    ],
    "fr": [
        "L'étiquette annonce « papeterie fine ».",
        "Sur la fiche douanière nous inscrivons « bougies parfumées ».",
        "Si la douane garde le pli, nous le refaisons partir à nos frais.",
        "Les grosses commandes partent en plusieurs enveloppes pour ne pas attirer l'attention des douaniers.",
        "Les plaquettes sont glissées dans une boîte de thé.",
        "L'expéditeur affiché est une librairie.",
    ],
    "es": [
        "En la etiqueta pone «cables y cargadores».",
        "Las tiras viajan escondidas en una caja de bombones.",
        "Si Aduanas se lo queda, repetimos el envío sin cobrarte.",
        "Los pedidos grandes van repartidos en varios sobres para no llamar la atención de la aduana.",
        "Como remitente aparece una papelería.",
        "El contenido se declara como bisutería.",
    ],
    "pt": [
        "O envelope diz «artigos de papelaria».",
        "Na declaração de conteúdo vai escrito capas de telemóvel.",
        "Se a alfândega ficar com ela, mandamos outra sem custo.",
        "As cartelas seguem dentro de uma lata de biscoitos.",
        "Encomendas grandes vão divididas em vários envelopes para não chamar a atenção da fiscalização.",
        "Como remetente aparece uma loja de tecidos.",
    ],
    "it": [
        "Sulla busta c'è scritto «ricambi per bicicletta».",
        "I blister viaggiano nascosti in una scatola di cioccolatini.",
        "Se la dogana trattiene il plico, ne parte un altro a spese nostre.",
        "Gli ordini grossi vengono divisi in più buste per non dare nell'occhio alla dogana.",
        "Come mittente compare una cartoleria.",
        "Dichiariamo il contenuto come bigiotteria.",
    ],
    "nl": [
        "Op het douanelabel schrijven wij geurkaarsen.",
        "De strips zitten verstopt in een doos bonbons.",
        "Houdt de douane het tegen, dan gaat er op onze kosten een nieuwe de deur uit.",
        "Grote bestellingen verdelen we over meerdere enveloppen zodat de douane niets merkt.",
        "Als afzender staat er een boekwinkel.",
    ],
    "pl": [
        "Na etykiecie widnieje „artykuły papiernicze”.",
        "Blistry ukrywamy w pudełku po czekoladkach.",
        "Jeśli celnicy zatrzymają list, nadajemy następny na nasz koszt.",
        "Większe zamówienia dzielimy na kilka kopert, żeby nie zwracać uwagi celników.",
        "Jako nadawca figuruje kwiaciarnia.",
    ],
    "sv": [
        "På tullsedeln skriver vi doftljus.",
        "Kartorna ligger gömda i en chokladask.",
        "Om tullen behåller brevet skickar vi ett nytt på vår bekostnad.",
        "Stora beställningar delas upp på flera kuvert så att tullen inte reagerar.",
        "Som avsändare står en bokhandel.",
    ],
    "da": [
        "På toldsedlen skriver vi duftlys.",
        "Blisterpakkerne ligger gemt i en chokoladeæske.",
        "Beholder tolden brevet, sender vi et nyt på vores regning.",
        "Store ordrer deles op i flere kuverter, så tolden ikke reagerer.",
        "Som afsender står en boghandel.",
    ],
    "ru": [
        "На таможенной наклейке пишем «ароматические свечи».",
        "Блистеры прячем в коробку из-под конфет.",
        "Если таможня оставит письмо у себя, вышлем новое за наш счёт.",
        "Большие заказы делим на несколько конвертов, чтобы не привлекать внимание таможни.",
        "Отправителем указан магазин канцтоваров.",
    ],
    "ja": [
        "税関用の伝票には「文具」と記入します。",
        "税関で止められた場合は、無料でもう一通お送りします。",
        "シートはお菓子の箱の中に隠してお送りします。",
        "数量が多いときは、税関の目に留まらないよう数通に分けて発送します。",
        "差出人は雑貨店の名前になります。",
    ],
}
ORDINARY = {
    "en": [
        "Parcels come in a plain box, and the label shows only your name and address.",
        "The sender is our pharmacy; the courier does not see what is inside.",
        "If the courier loses a parcel we send a replacement free of charge.",
        "We cannot post to addresses outside the country, because customs hold medicine.",
        "Cosmetics and vitamins are sent in a separate box.",
        "The label reads Fernhill Pharmacy and the box is unmarked.",
        "Large orders may arrive in several parcels.",
    ],
    "de": [
        "Der Karton ist neutral, auf dem Etikett stehen nur Name und Anschrift.",
        "Geht ein Paket verloren, senden wir kostenlos Ersatz.",
        "In die Schweiz liefern wir nicht, der Zoll würde Arzneimittel zurückhalten.",
        "Kosmetik und Vitamine versenden wir ab 20 Euro kostenlos.",
    ],
    "fr": [
        "Le colis est neutre, l'étiquette ne porte que votre nom et votre adresse.",
        "En cas de perte, nous renvoyons le colis gratuitement.",
        "Nous n'expédions pas hors de France, la douane saisirait l'envoi.",
        "Les cosmétiques et les compléments partent dans un second colis.",
    ],
    "es": [
        "La caja no lleva publicidad; la etiqueta solo lleva su nombre y su dirección.",
        "Si el mensajero pierde el paquete, enviamos otro sin coste.",
        "Los cosméticos y las vitaminas se envían gratis desde 40 euros.",
    ],
    "pt": [
        "A caixa é lisa e a etiqueta traz só o seu nome e morada.",
        "Se a transportadora perder a encomenda, enviamos outra sem custo.",
        "Encomendas retidas na alfândega são destruídas, por isso não envie dinheiro a esses sítios.",
    ],
    "it": [
        "Il pacco è anonimo: sull'etichetta ci sono solo nome e indirizzo.",
        "Se il corriere smarrisce il pacco, lo rispediamo gratis.",
        "Cosmetici e integratori viaggiano in una scatola a parte.",
    ],
    "nl": [
        "De doos is neutraal; op het etiket staan alleen uw naam en adres.",
        "Raakt een pakket zoek, dan sturen wij kosteloos een nieuw.",
    ],
    "pl": [
        "Karton bez nadruku, na etykiecie tylko imię, nazwisko i adres.",
        "Jeśli kurier zgubi paczkę, wyślemy nową bezpłatnie.",
    ],
    "sv": [
        "Kartongen är neutral, på etiketten står bara namn och adress.",
        "Kommer paketet bort skickar vi ett nytt utan kostnad.",
    ],
    "da": [
        "Æsken er neutral, og på etiketten står kun navn og adresse.",
        "Bliver pakken væk, sender vi en ny uden beregning.",
    ],
    "ru": [
        "Коробка без рисунков, на этикетке только имя и адрес.",
        "Если курьер потеряет посылку, вышлем новую бесплатно.",
    ],
    "ja": [
        "無地の箱でお届けし、ラベルにはお名前とご住所のみ記載します。",
        "配送中に紛失した場合は無料で再送いたします。",
    ],
}
_BODY = {
    "en": "Orders leave on working days before noon and take two or three days to reach you by post.",
    "de": "Bestellungen verlassen uns an Werktagen vor Mittag und sind zwei bis drei Tage mit der Post unterwegs.",
    "fr": "Les commandes partent les jours ouvrés avant midi et mettent deux ou trois jours par la poste.",
    "es": "Los pedidos salen los días laborables antes del mediodía y tardan dos o tres días por correo.",
    "pt": "As encomendas saem nos dias úteis antes do meio-dia e demoram dois ou três dias pelo correio.",
    "it": "Gli ordini partono nei giorni lavorativi prima di mezzogiorno e arrivano in due o tre giorni per posta.",
    "nl": "Bestellingen gaan op werkdagen voor de middag weg en zijn twee of drie dagen met de post onderweg.",
    "pl": "Zamówienia wychodzą w dni robocze przed południem i idą pocztą dwa albo trzy dni do odbiorcy.",
    "sv": "Beställningar lämnar oss på vardagar före lunch och tar två eller tre dagar med posten hem till dig.",
    "da": "Bestillinger forlader os på hverdage før middag og er to eller tre dage undervejs med posten til dig.",
    "ru": "Заказы уходят по будням до полудня и идут почтой два или три дня до вашего отделения.",
    "ja": "ご注文の品は平日の午前中に出荷し、郵便で二日から三日でお手元に届きます。",
}


@pytest.fixture(scope="module")
def world() -> World:
    return load()


def _signs(world: World, language: str, words: str) -> set[str]:
    html = f'<html lang="{language}"><body><h1>Info</h1><p>{_BODY[language]}</p><p>{words}</p></body></html>'
    facts = Facts(site([("https://pinebarrow.example/delivery", html)]), world)
    return {sign.value.value for sign in facts.signs_of(Signal.EVASIVE_SHIPPING)}


@pytest.mark.parametrize(("language", "words"), [(code, line) for code, lines in UNSEEN.items() for line in lines])
def test_a_parcel_made_to_pass_unseen(world: World, language: str, words: str) -> None:
    assert _signs(world, language, words)


@pytest.mark.parametrize(("language", "words"), [(code, line) for code, lines in ORDINARY.items() for line in lines])
def test_a_parcel_like_any_other(world: World, language: str, words: str) -> None:
    assert not _signs(world, language, words)
