"""Numbers with their labels, as pharmacies of many countries print them, and numbers that are no licence."""

from __future__ import annotations

import pytest

from data.world import load
from scoring.facts.check_digits import abn, dea, ncpdp, npi
from scoring.facts.licences import licences
from scoring.facts.phones import phones
from scoring.facts.types import Licence, Owner
from tests.scoring.build import page


def _licences(line: str, url: str = "https://shop.example/about") -> list[Licence]:
    made = page(url, f"<html><body><main><h1>About</h1></main><footer><p>{line}</p></footer></body></html>")
    return [cited.value for cited in licences(made, load(), "shop.example")]


@pytest.mark.parametrize(
    ("line", "number", "kind"),
    [
        ("GPhC registered pharmacy number: 1098877", "1098877", "premises"),
        ("We are registered with the General Pharmaceutical Council (9011998)", "9011998", "premises"),
        ("Superintendent Pharmacist: Ms R. Achterberg, GPhC 2066554", "2066554", "pharmacist"),
        ("CQC provider ID 1-9988776655", "1-9988776655", "prescriber"),
        ("NPI: 1234567893", "1234567893", "permit"),
        ("NCPDP 0999017", "0999017", "permit"),
        ("Licensed by the Ohio Board of Pharmacy, license no. 022199000", "022199000", "premises"),
        ("Ontario College of Pharmacists Accreditation #304998", "304998", "premises"),
        ("Pharmacist in charge PHA0001234567", "PHA0001234567", "pharmacist"),
        ("Numéro RPPS : 10009988776", "10009988776", "pharmacist"),
        ("Licence n° 75#001234 délivrée par l'ARS", "75#001234", "premises"),
        ("Numéro d'autorisation APB 123456", "123456", "premises"),
        ("Colegiado n.º 12345", "12345", "pharmacist"),
        ("Autorizzazione n. 2018/0099 Regione Veneto", "2018/0099", "premises"),
        ("AFE: 7.12345-6", "7.12345-6", "premises"),
        ("Лицензия № ЛО-77-02-009988 от 01.02.2019", "ЛО-77-02-009988", "premises"),
        ("Лицензия на фармацевтическую деятельность № Л042-01137-77/00999888", "Л042-01137-77/00999888", "premises"),
        ("Drug Licence No: MH-TZ4-20-199887", "MH-TZ4-20-199887", "premises"),
        ("薬局開設許可番号 第99保薬1-0012号", "第99保薬1-0012号", "premises"),
        ("店舗販売業許可証 第2024-0099号", "第2024-0099号", "premises"),
        ("Zezwolenie na prowadzenie apteki nr FAKR.II.8520-1/99", "FAKR.II.8520-1/99", "premises"),
        ("SAPC registration Y12345", "Y12345", "premises"),
    ],
)  # fmt: skip
def test_a_labelled_number_is_read(line: str, number: str, kind: str) -> None:
    assert (number, kind) in [(found.number, found.kind) for found in _licences(line)]


@pytest.mark.parametrize(
    "line",
    [
        "Call 1234567 for free delivery of 1098877 items",
        "Product licence PL 00031/0609, marketing authorisation number EU/1/23/1098877",
        "Reg. номер: регистрационное удостоверение ЛП-001234 от 2012",
        "Copyright 2019, registered trademark, trusted since 2004",
        "Licensed by Health Canada, internet pharmacy licence no. HC-448190",
        "Over 1000000 orders, 250000 reviews, code 9988776",
    ],
)
def test_numbers_of_products_and_slogans_are_no_licence(line: str) -> None:
    assert [found for found in _licences(line) if found.kind not in ("company", "tax")] == []


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("KvK 99887766", "company"),
        ("CVR-nr. 99887766", "company"),
        ("Registered in England, company number 09988776", "company"),
        ("USt-IdNr. DE998877665", "tax"),
        ("CNPJ 12.345.678/0001-99", "company"),
        ("ИНН 7799887766", "company"),
    ],
)
def test_company_and_tax_numbers_are_told_from_licences(line: str, kind: str) -> None:
    assert {found.kind for found in _licences(line)} == {kind}


def test_two_licences_after_one_label_are_both_read() -> None:
    found = _licences("Drug licences Form 20 and Form 21: KA-BN1-20-199001, KA-BN1-21-199002")
    assert [one.number for one in found] == ["KA-BN1-20-199001", "KA-BN1-21-199002"]


def test_a_number_that_fails_its_check_digit_is_malformed() -> None:
    assert [found.well_formed for found in _licences("NPI 1234567890")] == [False]
    assert [found.well_formed for found in _licences("NPI 1234567893")] == [True]


def test_the_partners_number_is_not_the_shops() -> None:
    found = _licences("Medicines are dispensed by Larkfield Pharmacy, GPhC premises number 1099003")
    assert [one.owner for one in found] == [Owner.PARTNER]


def test_a_number_given_as_an_example_is_nobodys() -> None:
    found = _licences("Ask for the premises number, for example GPhC 1234567, and look it up")
    assert all(one.owner is Owner.OTHER for one in found)


def test_check_digits_of_the_numbers_in_the_register_table() -> None:
    assert npi("1234567893") and not npi("1234567890") and not npi("12345")
    assert all(ncpdp(number) for number in ("0999017", "0999029", "0999031", "0999043"))
    assert dea("AP5836727") and not dea("AB4523767") and not dea("A")
    assert abn("51824753556") and not abn("51824753557")


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Call us: 1-800-555-0142", "1-800-555-0142"),
        ("Tel. 01632 960 118 · Fax 01632 960 119", "01632 960 118"),
        ("Telefon: +49 30 23125 077", "+49 30 23125 077"),
        ("電話 03-5555-0100", "03-5555-0100"),
        ("Тел.: 8 (495) 000-12-34", "8 (495) 000-12-34"),
        ("WhatsApp +44 7700 900123", "+44 7700 900123"),
    ],
)
def test_a_telephone_is_read_and_a_fax_is_not(line: str, number: str) -> None:
    made = page("https://shop.example/contact", f"<main><h1>Contact</h1><p>{line}</p></main>")
    assert [cited.value.words for cited in phones(made, "shop.example")] == [number]


@pytest.mark.parametrize(
    "line", ["VAT no. 999 0632 41", "Order 2024-0001234", "30.11.2024 - 31.12.2024", "Server 192.0.2.17"]
)
def test_other_numbers_are_no_telephone(line: str) -> None:
    made = page("https://shop.example/product/x", f"<main><p>{line}</p></main>")
    assert phones(made, "shop.example") == ()
