"""Payment that nobody can call back, and payment as everywhere, in twelve languages."""

from __future__ import annotations

import pytest

from data.world import World, load
from scoring.facts import Facts
from scoring.facts.types import Signal
from tests.scoring.build import site
from tests.scoring.test_parcels import BODY

RISKY = {
    "en": [
        "We take Bitcoin and Monero only.",
        "Pay with Zelle to the name we send you.",
        "Send $50 Amazon gift cards and email us the codes.",
        "Western Union to our agent in Manila.",
        "Cash App or PayPal friends and family gets 10% off.",
        "Wire to the personal account of our manager.",
    ],
    "de": [
        "Bezahlung per Bitcoin oder Monero.",
        "Überweisung auf das Privatkonto unserer Mitarbeiterin.",
        "Zahlen Sie mit Amazon-Gutscheinen, den Code schicken Sie per Mail.",
        "Nur Paysafecard oder Krypto.",
        "Geld bitte per Western Union.",
    ],
    "fr": [
        "Règlement par USDT ou Bitcoin.",
        "Virement au nom d'un particulier, le RIB arrive par message.",
        "Coupons PCS ou Transcash acceptés.",
        "Paiement par mandat cash uniquement.",
        "Réglez par cartes cadeaux Amazon.",
    ],
    "es": [
        "Paga con USDT o Bitcoin.",
        "Bizum a un número particular.",
        "Giro por Efecty o Western Union.",
        "Transferencia a la cuenta personal de nuestra gestora.",
        "Depósito en OXXO a nombre de la persona que te indiquemos.",
    ],
    "pt": [
        "Pague em Bitcoin ou USDT.",
        "PIX na chave de pessoa física do nosso financeiro.",
        "MB Way para o número particular que enviamos.",
        "Aceitamos cartões presente Amazon.",
        "Western Union para o nosso agente.",
    ],
    "it": [
        "Pagamento in Bitcoin o USDT.",
        "Ricarica Postepay intestata a un nostro collaboratore.",
        "Bonifico sul conto personale del responsabile.",
        "Accettiamo buoni regalo Amazon.",
        "Western Union o MoneyGram.",
    ],
    "nl": [
        "Betalen met Bitcoin of USDT.",
        "Overboeken naar de privérekening van een medewerker.",
        "Betaal met Amazon-cadeaubonnen.",
        "Western Union mag ook.",
        "Tikkie van een particulier.",
    ],
    "pl": [
        "Płatność w Bitcoin lub USDT.",
        "BLIK na prywatny numer telefonu.",
        "Przelew na konto prywatne znajomej.",
        "Przyjmujemy karty podarunkowe Amazon.",
        "Western Union.",
    ],
    "sv": [
        "Betala med Bitcoin eller USDT.",
        "Swish till ett privat nummer.",
        "Överför till en privatperson.",
        "Presentkort från Amazon går bra.",
        "Western Union.",
    ],
    "da": [
        "Betal med Bitcoin eller USDT.",
        "MobilePay til et privat nummer.",
        "Overfør til en privat konto.",
        "Vi tager imod Amazon-gavekort.",
        "Western Union.",
    ],
    "ru": [
        "Оплата биткоинами или USDT.",
        "Перевод на карту физического лица.",
        "СБП на номер частного лица.",
        "Western Union на имя нашего агента.",
        "Принимаем подарочные карты Amazon.",
    ],
    "ja": [
        "お支払いはビットコインのみです。",
        "個人名義の口座へお振込みください。",
        "アマゾンギフト券でお支払いいただけます。",
        "海外送金でお支払いください。",
        "USDTで割引があります。",
    ],
}
USUAL = {
    "en": [
        "We accept Visa, Mastercard and PayPal.",
        "You can pay by bank transfer or on account.",
        "We do not take cryptocurrency, gift cards or wire transfers.",
        "Gift cards of our shop can be used at checkout.",
        "We will never ask you to pay in Bitcoin.",
        "Cheques are accepted because our bank does not clear cards for us.",
        "If a caller wants payment by Zelle, hang up.",
    ],
    "de": [
        "Zahlung per Überweisung, Lastschrift oder Rechnung.",
        "Kryptowährungen nehmen wir nicht an.",
        "Geschenkgutscheine unserer Apotheke können Sie einlösen.",
        "Wir verlangen niemals Zahlung in Bitcoin.",
    ],
    "fr": [
        "Carte bancaire, virement ou chèque à l'ordre de la pharmacie.",
        "Nous n'acceptons ni crypto ni mandat.",
        "Règlement par chèque uniquement, les cartes nous sont refusées.",
    ],
    "es": [
        "Tarjeta, transferencia bancaria o Bizum en la caja.",
        "No recibimos criptomonedas ni giros.",
        "Nunca pedimos pagos por Western Union.",
    ],
    "pt": [
        "Multibanco, MB Way, cartão ou transferência bancária.",
        "Não aceitamos criptomoedas.",
        "Boleto, PIX em nome da farmácia ou cartão.",
    ],
    "it": [
        "Carta, PayPal, bonifico bancario o contrassegno.",
        "Non accettiamo criptovalute né ricariche.",
    ],
    "nl": [
        "iDEAL, creditcard of bankoverschrijving.",
        "Wij accepteren geen cryptovaluta of cadeaukaarten.",
    ],
    "pl": [
        "Przelew, BLIK, karta albo gotówka przy odbiorze.",
        "Nie przyjmujemy kryptowalut.",
        "Nigdy nie prosimy o przelew na prywatny numer.",
    ],
    "sv": [
        "Kort, faktura eller Swish till apotekets nummer 123 456 78 90.",
        "Vi tar inte emot kryptovaluta.",
    ],
    "da": [
        "Kort, MobilePay til apoteket eller faktura.",
        "Vi modtager ikke kryptovaluta.",
    ],
    "ru": [
        "Картой на сайте или наличными в аптеке.",
        "Криптовалюту не принимаем.",
    ],
    "ja": [
        "クレジットカード、銀行振込、代金引換がご利用いただけます。",
        "仮想通貨はご利用いただけません。",
    ],
}


@pytest.fixture(scope="module")
def world() -> World:
    return load()


def _signs(world: World, language: str, words: str) -> set[str]:
    html = f'<html lang="{language}"><body><h1>Info</h1><p>{BODY[language]}</p><p>{words}</p></body></html>'
    facts = Facts(site([("https://pinebarrow.example/faq", html)]), world)
    return {sign.value.value for sign in facts.signs_of(Signal.RISKY_PAYMENT)}


@pytest.mark.parametrize(("language", "words"), [(code, line) for code, lines in RISKY.items() for line in lines])
def test_money_that_cannot_be_called_back(world: World, language: str, words: str) -> None:
    assert _signs(world, language, words)


@pytest.mark.parametrize(("language", "words"), [(code, line) for code, lines in USUAL.items() for line in lines])
def test_payment_as_everywhere(world: World, language: str, words: str) -> None:
    assert not _signs(world, language, words)
