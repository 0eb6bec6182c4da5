# ruff: noqa: E501 - one language reads best side by side with its neighbours
"""Words of shops in twelve languages and amounts in ten currencies, for made-up price pages."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Tongue:
    """The words of one language; `each` is "per capsule", `told` a sentence with places for pack and amount."""

    code: str
    drug: str
    capsules: str
    each: str
    quantity: str
    price: str
    unit_price: str
    strength: str
    delivery: str
    free_over: str
    consultation: str
    save: str
    total: str
    was: str
    now: str
    buy: str
    reviews: str
    boxes: str
    strips: str
    of: str
    related: str
    other: str
    product: str
    told: str

    def pack(self, number: int) -> str:
        return f"{number}{'' if self.code == 'ja' else ' '}{self.capsules}"


_TONGUES = (
    "en|Isotretinoin|capsules|per capsule|Quantity|Price|Price per capsule|Strength|Delivery|Free delivery over|Consultation|You save|Total|was|now|Add to cart|reviews|boxes|strips|of|You may also like|Doxycycline|Product|{} cost {}.",
    "de|Isotretinoin|Kapseln|pro Kapsel|Menge|Preis|Stückpreis|Wirkstärke|Versand|Versandkostenfrei ab|Beratung durch Arzt, Honorar|Sie sparen|Summe|statt|jetzt|In den Warenkorb|Bewertungen|Packungen|Blister|zu|Andere Kunden kauften auch|Doxycyclin|Artikel|{} kosten {}.",
    "es|Isotretinoína|cápsulas|por cápsula|Cantidad|Precio|Precio por cápsula|Dosis|Envío|Envío gratis desde|Consulta médica|Ahorras|Total|antes|ahora|Añadir al carrito|opiniones|cajas|blísters|de|También te puede interesar|Doxiciclina|Producto|{} cuestan {}.",
    "pt|Isotretinoína|cápsulas|por cápsula|Quantidade|Preço|Preço por cápsula|Dosagem|Frete|Frete grátis a partir de|Consulta médica|Você economiza|Total|antes|agora|Comprar|avaliações|caixas|blisters|de|Veja também|Doxiciclina|Produto|{} custam {}.",
    "fr|Isotrétinoïne|gélules|par gélule|Quantité|Prix|Prix par gélule|Dosage|Livraison|Livraison offerte dès|Consultation|Vous économisez|Total|au lieu de|maintenant|Ajouter au panier|avis|boîtes|plaquettes|de|Vous aimerez aussi|Doxycycline|Produit|{} coûtent {}.",
    "it|Isotretinoina|capsule|per capsula|Quantità|Prezzo|Prezzo per capsula|Dosaggio|Spedizione|Spedizione gratuita sopra|Visita medica|Risparmi|Totale|invece di|ora|Aggiungi al carrello|recensioni|scatole|blister|da|Potrebbe interessarti|Doxiciclina|Prodotto|{} costano {}.",
    "nl|Isotretinoïne|capsules|per capsule|Aantal|Prijs|Prijs per capsule|Sterkte|Verzendkosten|Gratis verzending vanaf|Consult|U bespaart|Totaal|voorheen|nu|In winkelwagen|beoordelingen|doosjes|strips|van|Anderen kochten ook|Doxycycline|Artikel|{} kosten {}.",
    "da|Isotretinoin|kapsler|pr. kapsel|Antal|Pris|Pris pr. kapsel|Styrke|Fragt|Gratis fragt over|Konsultation|Du sparer|I alt|før|nu|Læg i kurv|anmeldelser|æsker|blisterkort|med|Andre købte også|Doxycyclin|Vare|{} koster {}.",
    "sv|Isotretinoin|kapslar|per kapsel|Antal|Pris|Pris per kapsel|Styrka|Frakt|Fri frakt över|Konsultation|Du sparar|Summa|tidigare|nu|Lägg i varukorgen|omdömen|askar|blister|med|Andra köpte också|Doxycyklin|Vara|{} kostar {}.",
    "pl|Izotretynoina|kapsułek|za kapsułkę|Ilość|Cena|Cena za kapsułkę|Moc|Dostawa|Darmowa dostawa od|Konsultacja|Oszczędzasz|Razem|wcześniej|teraz|Do koszyka|opinii|opakowania|blistry|po|Inni kupili także|Doksycyklina|Produkt|{} kosztuje {}.",
    "ru|Изотретиноин|капсул|за капсулу|Количество|Цена|Цена за капсулу|Дозировка|Доставка|Бесплатная доставка от|Консультация|Вы экономите|Итого|вместо|сейчас|В корзину|отзывов|упаковки|блистера|по|С этим товаром покупают|Доксициклин|Товар|{} стоят {}.",
    "ja|イソトレチノイン|カプセル|1カプセルあたり|数量|価格|1カプセルあたりの価格|規格|送料|送料無料|診察料|割引|合計|通常価格|販売価格|カートに入れる|件のレビュー|箱|シート|×|おすすめ商品|ドキシサイクリン|商品|{}は{}です。",
)
TONGUES = tuple(Tongue(*line.split("|")) for line in _TONGUES)
_POINT = frozenset({"en", "ja"})  # languages that write decimals after a point


@dataclass(frozen=True, slots=True)
class Coin:
    """A currency: its code, its sign, whether that stands before the number, and the price of a capsule to start from."""

    code: str
    sign: str
    prefixed: bool
    unit: Decimal
    cents: bool = True

    def amount(self, value: Decimal, tongue: Tongue) -> str:
        """The number alone, as this language writes it: "1.234,50"."""
        text = f"{value:,.2f}" if self.cents else f"{value:,.0f}"
        if tongue.code in _POINT:
            return text
        gap = " " if tongue.code in ("fr", "pl", "ru", "sv") else "."
        return text.replace(",", "\0").replace(".", ",").replace("\0", gap)

    def money(self, value: Decimal, tongue: Tongue) -> str:
        text = self.amount(value, tongue)
        if self.sign == "€" and tongue.code == "en":
            return f"€{text}"
        return f"{self.sign}{text}" if self.prefixed else f"{text} {self.sign}"


COINS = (
    Coin("EUR", "€", False, Decimal("1.15")),
    Coin("USD", "$", True, Decimal("1.30")),
    Coin("GBP", "£", True, Decimal("0.95")),
    Coin("PLN", "zł", False, Decimal("3.90")),
    Coin("JPY", "円", False, Decimal(190), cents=False),
    Coin("RUB", "₽", False, Decimal(95), cents=False),
    Coin("SEK", "SEK", False, Decimal("12.50")),
    Coin("BRL", "R$ ", True, Decimal("5.20")),
    Coin("INR", "₹", True, Decimal("19.50")),
    Coin("AUD", "A$", True, Decimal("1.85")),
)
