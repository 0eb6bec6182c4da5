"""How licence, register and company numbers are labelled and written, by country. A number without its label is none.

`body` and `what` name a row of data/registers.csv where there is one: its format and check digit judge the number.
Labels are the trade's own words, as they stand in footers and imprints.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Rule:
    """`label` and `number` are RE2; the number is group 1 and may be repeated after a comma or "and"."""

    country: str
    body: str
    kind: str  # premises, pharmacist, prescriber, permit, company, tax
    label: str
    number: str
    gap: str = r"[^\d\n;|·•]{0,70}?"
    what: str = ""  # beginning of the register's `what`


_MARK = (
    r"(?:no|nro|nr|number|num|numéro|numero|número|nummer|numer|номер|n\.? ?[°ºo]|№|#|id|gz|zl|az|aktenzeichen|dnr|"
    r"diarienr|sagsnr|prot|č\.j|sygn|száma?|code|kod|kode|c[óo]digo|codice)[\s.:]*"
)
_NEAR = (
    r"[\s:.#(]{0,4}(?:(?i:no|nr|number|num|reg|registration|licen[cs]e|premises|id|is|autorisation|n[°ºo]|"
    r"№)[\s.:)#]*){0,3}"
)
_TOKEN = r"[A-ZА-Я\d]+(?:[-/.#][A-ZА-Я\d]+)*"

_STATES = (
    r"\b(?:alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|"
    r"illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|"
    r"missouri|montana|nebraska|nevada|new hampshire|new jersey|new mexico|new york|north carolina|north dakota|ohio|"
    r"oklahoma|oregon|pennsylvania|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|"
    r"washington|west virginia|wisconsin|wyoming|(?-i:A[KLRZ]|C[AOT]|DE|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|"
    r"N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]))"
)

RULES: Final[tuple[Rule, ...]] = (
    Rule("GB", "GPhC",
         "premises", r"gphc|general pharmaceutical council|premises|on the register|pharmacy regulator|"
        r"pharmacy (?:premises|"
         r"reg\w*|licen[cs]e)|registered pharmacy", r"([19]\d{3} ?\d{3})\b", what="pharmacy premises"),
    Rule("GB", "GPhC",
         "pharmacist", r"gphc|general pharmaceutical council|superintendent|pharmacist|mrpharms|"
        r"prescriber",
         r"(2\d{6})\b", what="pharmacist"),
    Rule("GB", "GMC", "prescriber", r"\bgmc\b|general medical council", r"(\d{7})\b", what="doctor"),
    Rule("GB", "CQC", "prescriber", r"\bcqc\b|care quality commission", r"((?:1-\d{9,11})|E\d{9})\b", what="online"),
    Rule("GB", "VMD", "permit", r"\bvmd\b", r"(\d{6,8})\b"),
    Rule("IE", "PSI", "premises", r"\bpsi\b|pharmaceutical society of ireland|retail pharmacy business|\brpb\b",
         r"(\d{4,6})\b"),
    Rule("GB", "PSNI", "premises", r"\bpsni\b|pharmaceutical society of northern ireland", r"(\d{3,6}[A-Z]?)\b"),
    Rule("US", "CMS NPPES", "permit", r"\bnpi\b|national provider id\w*", r"([12]\d{9})\b", _NEAR, "NPI"),
    Rule("US", "NCPDP", "permit", r"\bncpdp\b|\bnabp (?:no|number|id)\b", r"(\d{7})\b", _NEAR, "NCPDP"),
    Rule("US", "DEA", "permit", r"\bdea\b", r"([A-Z][A-Z9]\d{7})\b", _NEAR, "DEA"),
    Rule("US", "State Board of Pharmacy", "premises", r"(?:state )?board of pharmacy|(?:home|resident|mail.order|state|"
         r"pharmacy)[ -](?:state |pharmacy )?(?:licen[cs]e|"
         r"permit)", r"((?:[A-Z]{1,5}[.-]?|(?:PHY|PHA?|"
             r"NRP|PMP|OS|PS|RP|OSP|NR|PY|DROM) )?\d[\d.-]{3,11})\b"),
    # A list of states, each with its number: "Arizona (Y009981), Ohio (NRP.0229…)", "TX #29941; FL #PH34417".
    Rule("US", "State Board of Pharmacy", "premises", _STATES,
         r"([A-Z]{1,5}(?:[ .-][A-Z]{1,2})?[ .-]?\d[\d.-]{2,10}\d)\b",
         r" ?[(:#] ?(?:(?i:no|lic(?:ense)?|permit|#)[. :#]*)?"),
    Rule("US", "State Board of Pharmacy", "premises", _STATES, r"(\d{4,10})\b", r" ?\(?# ?"),
    Rule("CA", "Provincial "
        "college",
         "premises", r"college of pharmac\w+|ordre des pharmaciens du qu[ée]bec|"
        r"accreditation",
         r"([A-Z]{0,3}\d{3,7})\b"),
    Rule("AU", "AHPRA", "pharmacist", r"", r"\b(PHA\d{10})\b", "", "pharmacist"),
    Rule("AU", "AHPRA", "prescriber", r"", r"\b(MED\d{10}|NMW\d{10})\b", ""),
    # registers.csv: the form known is that of New South Wales; other states are not judged by it.
    Rule("AU", "state pharmacy councils", "premises", r"pharmacy council|premises|approv\w+", r"(PC\d{7})\b",
         what="premises"),
    Rule("AU", "state pharmacy "
        "councils",
         "premises", r"pharmacy (?:council|authority|premises|approval)|"
        r"premises (?:no|reg\w*)|pharmacy ownership|"
         r"approv(?:al|ed) (?:no|number|pharmacy)|pbs", r"((?:PC)?\d{4,7}[A-Z]?)\b"),
    Rule("DE", "BfArM (formerly "
        "DIMDI)",
         "premises", r"versandhandels?-?(?:register|erlaubnis)\w*|"
        r"apothekenbetriebserlaubnis|"
         r"bfarm|dimdi|versanderlaubnis", r"(\d{4,8})\b", what="Versandhandels"),
    Rule("DE", "Apothekenaufsicht", "premises", r"(?:apotheken)?betriebserlaubnis|versand(?:handels)?-?erlaubnis|"
         r"erlaubnis (?:zum|nach|gem\w*|zur|für)|versandhandel\w*", r"(\d[\d./-]{1,16}\d)\b",
         r"[^\n;|·•]{0,60}?(?i:\bnr|nummer|aktenzeichen|\baz|registernummer|gesch\w*zeichen)[.: ]*(?:(?i:nr|"
         r"no)[.: ]*)?"),
    Rule("CH", "Swissmedic and cantons", "premises", r"\bgln\b(?:-?\w+)?", r"(7601\d{9})\b", _NEAR),
    Rule("SE", "Läkemedelsverket", "premises", r"\bgln\b(?:-?\w+)?", r"(73\d{11})\b", _NEAR),
    Rule("SE", "Läkemedelsverket", "premises", r"tillst[åa]nd\w*|öppenvårdsapotek", r"(\d[\d.:-]{5,18}\d)\b",
         r"[^\n;|·•]{0,60}?(?i:\bdnr|\bnr|nummer|diarienummer|diarienr)[.: ]*"),
    Rule("FR", "Ordre national des pharmaciens and ARS", "premises", r"\bfiness\b",
         r"(\d{9}|\d{2} ?\d{3} ?\d{4}|\d{2} \d{1} \d{5} \d)\b", _NEAR),
    Rule("FR", "Ordre national des pharmaciens and ARS", "pharmacist", r"\brpps\b", r"(\d{11})\b", what="list"),
    Rule("FR", "Ordre national des pharmaciens and "
        "ARS",
         "premises",
         r"licence", r"(\d{2,3}#\d{3,8}|"
        r"\d{2,3}-?\d{4,8})\b",
         what="list"),
    Rule("BE", "FAMHP (FAGG, "
        "AFMPS)",
         "premises", r"\bapb\b|autorisation|vergunning\w*|fagg|"
        r"afmps",
         r"(\d{6})\b", what="list"),
    Rule("NL", "CIBG", "pharmacist", r"\bbig\b(?:-?\w+)*", r"(\d{11})\b"),
    Rule("NL", "CIBG", "premises", r"aanbieder\w*[^\n;|·•]{0,40}?registratien(?:ummer|r)|"
         r"geregistreerde aanbieder\w*|cibg", r"(\d{4,6})\b", r"[^\d\n;|·•]{0,20}?", "aanbieders"),
    Rule("NL", "CIBG", "premises", r"\bagb\b(?:-?code)?", r"(\d{8})\b", what="aanbieders"),
    Rule("ES", "AEMPS", "pharmacist", r"colegiad[oa]|colegio oficial de farmac\pL+",
         r"(\d{1,2}\.\d{3}|\d{3,7})\b", r"(?:[^\d\n;|·•.:]|n[.ºo°]+|n[úu]m(?:ero)?[.:]? ?){0,50}?:? ?", "Distafarma"),
    Rule("ES", "AEMPS", "premises", r"c[óo]digo (?:oficial )?(?:de )?(?:la )?(?:oficina de )?farmacia",
         r"([A-Z]{0,3}-?\d(?:[\d/-]{1,11}\d)?(?:-[A-Z])?)\b", r"[\s:.nº°]{0,6}", "Distafarma"),
    Rule("MX", "COFEPRIS", "premises", r"licencia sanitaria|aviso de (?:funcionamiento|responsable)|cofepris",
         r"(\d{2}[ -]?[A-Z]{2}[ -]?\d{2}[ -]?\d{3}[ -]?\d{4}|\d{6}[A-Z]{2}\d{6}|\d{8,16}[A-Z\d]{0,6})\b"),
    Rule("MX", "SEP", "pharmacist", r"c[ée]dula profesional", r"(\d{6,8})\b", r"[^\d\n;|·•]{0,20}?"),
    Rule("ES", "AEMPS",
         "premises", r"(?:oficina de farmacia|autorizaci[óo]n (?:sanitaria|administrativa)|farmacia|"
        r"soe|distafarma)"
         r"[^\n;|·\d]{0,40}?(?:n[ºo°.]|n[úu]mero|"
         r"c[óo]digo)",
         r"([A-Z]{0,3}-?\d(?:[\d/-]{1,11}\d)?(?:-[A-Z])?)\b", what=
         "Distafarma"),
    Rule("ES", "AEMPS",
         "premises", r"n(?:\.?[ºo°]|úmero) de (?:autorizaci[óo]n|registro|farmacia|oficina)\w*|"
        r"autorizaci[óo]n (?:sanitaria|n\.?[ºo°])",
         r"([A-Z]{1,3}-?\d+(?:[/-]\d+)*(?:-[A-Z])?|"
         r"\d{2,9}(?:[-/]\d+)*)\b",
         r"[\s:.]{0,4}(?:de [a-z]+ )?",
         "Distafarma"),
    Rule("IT", "Ministero della "
        "Salute",
         "premises", r"autorizzazion\w+|\baut\.|codice (?:univoco|identificativo|farmacia)|"
        r"cod\. farmacia",
         r"(\d[\d./-]{1,12}\d)\b", what="logo"),
    Rule("IT", "Ordine dei Farmacisti", "pharmacist", r"ordine (?:provinciale )?dei farmacisti|albo dei farmacisti",
         r"(\d{2,6})\b", r"[^\d\n;|·•]{0,60}?(?i:\bn\.?|numero|nr\.?)[°º. ]*"),
    Rule("PT", "INFARMED", "premises", r"alvar[áa]|infarmed|registo", r"(\d{3,7}(?:/\d{2,4})?)\b",
         r"[^\d\n;|·•]{0,40}?(?:[Nn]\.? ?[ºo°]|[Nn]úmero|:)\s*", "EU"),
    Rule("BR", "Anvisa",
         "premises", r"\bafe\b|"
        r"autoriza[çc][ãa]o de funcionamento",
         r"(\d[\d.-]{3,14}\d)\b", what=
         "AFE"),
    Rule("BR", "Vigilância Sanitária", "premises", r"alvar[áa] sanit[áa]rio|licen[çc]a sanit[áa]ria|\b(?:cmvs|cevs)\b",
         r"(\d[\d./-]{2,24}\d)\b", r"[^\d\n;|·•]{0,30}?"),
    Rule("BR", "CRF", "pharmacist", r"\bcrf(?:[-/ ]?[A-Z]{2})?\b", r"(\d{3,7})\b", r"[\s:.ºn°-]{0,5}"),
    Rule("PL", "CeZ and "
        "GIF",
         "premises", r"zezwoleni\w+|wifb?|identyfikator apteki|rejestr\w* (?:aptek|"
        r"zezwole[ńn])|id apteki",
         r"([A-Z]*[-./]?[A-Z]*\.?\d[\dA-Z./-]{2,30}\d)\b", r"[^\d\n;|·•]{0,110}?", "list"),
    Rule("RU", "Roszdravnadzor",
         "premises", r"лицензи[а-яё]*|"
        r"лиц\.", r"((?:Л[ОO]?[- ]?\d|ЛО-|ФС-)[\dА-Я/-]{6,30}\d|"
        r"Л\d{3}-[\d/-]{8,30})",
         r"[^\d\n;|·•]{0,90}?"),
    Rule("RU", "Roszdravnadzor", "permit", r"разрешени[а-яё]*|росздравнадзор[а-яё]*", r"([А-Я]{1,2}-?\d{2}-\d{3,8})\b",
         r"[^\d\n;|·•]{0,60}?", "permission"),
    Rule("IN", "State drug control", "premises", r"drug licen[cs]e\w*|\bd\.? ?l\.? ?no|form 2[01]|licen[cs]e no",
         r"((?:2[01]B?-)?RLF2[01]B?[A-Z]{2}\d{8,12}|[A-Z]{2}[-/ ]?[A-Z\d]{2,5}[-/]2[01][AB]?[-/]?\d{3,8}|"
         r"[A-Z]{0,3}[-/]?2[01]B?[-/][\dA-Z/-]{3,20}|"
         r"D\.?L\.?(?:/[A-Z\d]+)+|\d{3,8}(?:/[A-Z\d]{2,4})+)\b",
         r"[^\n;|·•]{0,50}?", "drug licence"),
    Rule("IN", "State drug control", "premises", r"", r"\b([RW]LF2[01][BC]?\d{4}[A-Z]{2}\d{5,8})\b", "",
         "drug licence"),
    Rule("IN", "State pharmacy "
        "council",
         "pharmacist", r"(?:registered )?pharmacist[^\n;|·\d]{0,50}?\b[A-Z]{2,5}PC|"
        r"pharmacy council",
         r"(\d{4,7})\b", r"[\s:.no]{0,6}"),
    Rule("JP", "都道府県", "premises", r"(?:薬局開設|店舗販売業|医薬品販売業|薬局)?許可(?:証)?(?:番号)?(?:の番号)?",
         r"(第?[^\s\d、。（(：:]{0,8}?\d[^\s、。（(）)]{1,20}号|第[^\s、。（(）)]{2,24}号)", r"[\s：:は]{0,4}"),
    Rule("SE", "Läkemedelsverket",
         "premises", r"tillståndsnummer|apotekstillstånd|"
        r"glnkod",
         r"([\d.:-]{5,16}\d)\b", _NEAR, "approved"),
    Rule("DK", "Lægemiddelstyrelsen", "premises", r"apotek(?:s|et|ets)?[ -]?n(?:ummer|r)|bevillingsn(?:ummer|"
        r"r)", r"(\d{2,6})\b", r"[\s:.]{0,4}"),
    Rule("DK", "Lægemiddelstyrelsen", "prescriber", r"autorisations-?id", r"([A-Z\d]{5})\b", _NEAR),
    Rule("ZA", "SAPC",
         "premises", r"\bsapc\b|pharmacy council|y-number|"
        r"reg\w* n\w+",
         r"(Y\d{3,7})\b", what=
         "pharmacy Y"),
    Rule("NZ", "Medsafe and Pharmacy "
        "Council",
         "premises", r"licen[cs]e to operate|pharmacy licen[cs]e|"
        r"medsafe",
         r"((?:[A-Z]{2,4}-?)?\d{3,8})\b", what=
         "licence"),
    Rule("CH", "Swissmedic and cantons", "premises", r"swissmedic|versandhandelsbewilligung|betriebsbewilligung",
         r"(\d{2,7}(?:[-/]\d+)*)\b", what="mail-order"),
    Rule("AT", "BASG", "premises", r"basg|fernabsatz\w*", r"(\d{3,8})\b", what="list"),
)  # fmt: skip

# Company and tax numbers: who somebody is, and no leave to sell medicine.
COMPANY: Final[tuple[Rule, ...]] = (
    Rule("GB", "Companies "
        "House",
         "company", r"compan(?:y|ies house)(?: reg\w*)?|registered (?:in|no)|"
        r"crn",
         r"((?:\d{7,8}|[A-Z]{2}\d{6}))\b",
         r"[^\d\n;|·•]{0,50}?"),
    Rule("AU", "ABR", "company", r"\babn\b", r"(\d{2} ?\d{3} ?\d{3} ?\d{3})\b", _NEAR, "business"),
    Rule("AU", "ASIC", "company", r"\bacn\b", r"(\d{3} ?\d{3} ?\d{3})\b", _NEAR),
    Rule("NL", "KvK", "company", r"\bkvk\b(?:-?n\w+)?", r"(\d{8})\b", _NEAR),
    Rule("DK", "CVR", "company", r"\bcvr\b(?:-?n\w+)?", r"(\d{8})\b", _NEAR),
    Rule("SE", "Bolagsverket",
         "company", r"org\.?(?:anisations)?-?\s?n(?:ummer|"
        r"r)", r"(\d{6}-\d{4}|"
        r"\d{3} ?\d{3} ?\d{3})\b", _NEAR),
    Rule("DE", "Handelsregister", "company", r"\b(?:hrb|hra)\b", r"(\d{2,7})\b", _NEAR),
    Rule("FR", "RCS",
         "company", r"\b(?:siren|siret|"
        r"rcs)\b(?: [A-Za-z-]+)?",
         r"(\d{3} ?\d{3} ?\d{3}(?: ?\d{5})?)\b", _NEAR),
    Rule("PL", "KRS", "company", r"\b(?:krs|regon|nip)\b", r"(\d[\d -]{7,13}\d)\b", _NEAR),
    Rule("BR", "CNPJ", "company", r"\bcnpj\b", r"(\d{2}\.?\d{3}\.?\d{3}/?\d{4}-?\d{2})\b", _NEAR),
    Rule("RU", "ФНС", "company", r"\b(?:ИНН|ОГРН(?:ИП)?)\b|инн|огрн", r"(\d{10,15})\b", _NEAR),
    Rule("", "VAT", "tax", r"\bvat\b|\bust[-. ]?id\w*(?:-?nr)?|\btva\b|\bbtw\b(?:-?n\w+)?|p(?:artita|\.)? ?iva|"
        r"\bcif\b|\bnif\b|\bgstin\b|"
         r"\bmoms\w*", r"([A-Z]{0,3} ?\d(?:[ .]?[\dA-Z]){6,14})\b", _NEAR),
)  # fmt: skip

# Any country: a word for leave to sell, a mark ("no.", "№") or a colon, and a number. `permit` of an unnamed body.
# Stems, since such words are glued together or bent: "Apothekenkonzession", "Detailhandelsbewilligung", "zezwoleniem".
EDGE: Final = r"(?:^|[^A-Za-zÀ-ɏͰ-ϿЀ-ӿ])"  # RE2's \b knows ASCII alone
ANY_LABEL: Final = (
    r"licen[cs](?:e[ds]?|ing|ure)|permit|accreditation|authori[sz](?:ation|ed)|registration|reg\.|\w*zulassung\w*|"
    r"zugelassen|"
    r"\w*erlaubnis\w*|\w*lizenz\w*|\w*konzession\w*|\w*bewilligung\w*|\w*genehmigung\w*|"
    r"licencia|habilitaci[óo]n|permiso|disposici[óo]n|c[ée]dula|matr[íi]cula|autorizad[oa]s?|autorizaci[óo]n|"
    r"inscri[tp]\w*|"
    r"resoluci[óo]n (?:sanitaria|exenta|isp|seremi|ministerial|de (?:apertura|funcionamiento|(?:la )?seremi))|"
    r"autorisation|autoris[ée]e?s?|permis de pharmacie|agr[ée]ment|arr[êe]t[ée] (?:pr[ée]fectoral|minist[ée]riel)|"
    r"autorizzazion[ei]|autorizzat[ao]|licenza|iscritt[ao]|alvar[áa]|licen[çc]a|autoriza[çc][ãa]o|registo|"
    r"\w*vergunning\w*|vergund|erkenning\w*|\w*tillst[åa]nd\w*|\w*godk[äe]n\w*|"
    r"toimilupa|apteekkilupa|lupa|\w*tilladelse\w*|\w*bevilling\w*|\w*konsesjon\w*|"
    r"zezwoleni\w*|pozwoleni\w*|koncesj\w*|decyzj\w*|wpis\w* do rejestru|лицензи\w*|разрешени\w*|"
    r"許可(?:証)?番号|登録番号|指定番号|povolen\w*|άδει\w*|ruhsat\w*|enged[ée]ly\w*|autoriza[țt]i\w*"
)
# Registers of premises and professions that have names of their own; their number needs no other mark.
ANY_REGISTER: Final = (
    rf"(?i:{EDGE}(?:apothekennummer|ik-?(?:nummer|nr\.?)|lanr|bsnr|finess|ad[ée]li|apb|inami|riziv|agb(?:-?code)?|kvnr|"
    r"(?:registro|n[úu]mero|n\.?[ºo°]) de (?:centros?|establecimientos?) sanitarios?|"
    r"soe|nica|regcess|c[óo]digo (?:infarmed|de farmacia)|farm[áa]cia n\.?[ºo°]|carteira profissional|"
    r"infarmed|anmat|invima|digemid|digesa|crm(?:[-/ ]?[A-Z]{2})?|cro(?:[-/ ]?[A-Z]{2})?|"
    r"ydernummer|apoteksn(?:ummer|r)|sor-?(?:kode|nr)|pwz|npwz|nr ksi[ęe]gi rejestrowej|rpwdl|k[óo]d pracovi[šs]t[ěe]|"
    r"nzmc|mcnz|hpcsa|pcns|practice (?:no|number)|prescriber (?:no|number)|provider (?:no|number|id)|"
    r"pharmacy (?:id|number|no|registration)|premises|retail pharmacy)"
    r"|保険薬局コード|薬局コード|医療機関コード|販売従事登録)"
    r"[^\d\n;|·•]{0,24}?"
    rf"({_TOKEN}(?: \d{{2,4}}){{0,2}})"
)
ANY_NUMBER: Final = rf"({_TOKEN})"
ANY_REVERSED: Final = (
    rf"(?i:(?:{_MARK}|č[íi]slo |αριθμ[όο]ς |száma?:? )(?:de |of |d'|di |da |der |d’)?(?:{ANY_LABEL})[^\d\n;|"
    rf"·•.:,]{{0,24}}?)"
    rf"[ :]{{1,3}}{ANY_NUMBER}"
)
ANY_GAP: Final = rf"[^\d\n;|·•.]{{0,40}}?(?i:{_MARK})|[ ]?:[ ]?"
# No mark, but a token that is made like a licence: "Licence de grossiste WL/417/2022", "autorisation 22-0417".
ANY_SHAPED: Final = (
    rf"(?i:{EDGE}(?:{ANY_LABEL}))[^\d\n;|·•.,]{{0,70}}?[ (:]"
    r"([A-ZА-Я]{1,6}[-/.][\dA-ZА-Я/.-]*[\dA-ZА-Я]|[A-ZА-Я]{1,4} ?\d{4,}|\d{2,}[A-ZА-Я]?(?:[-/.#][\dA-ZА-Я]+)+)"
)
# Numbers that belong to a product, a page or another trade.
NOT_OURS: Final = (
    r"(?i)product licen|marketing authori|medicine registration|\bpl ?\d{4,5}/|\beu/\d|\bdin\b|\bndc\b|\baic\b|"
    r"\bpzn\b|\bcip\b|\bma\d{2,3}/|zulassungsnummer|"
    r"registro (?:ms|sanit)|reg\. ?ms|регистрационн[а-яё]* удостоверени|свидетельств|\bлп[-№]|software|"
    r"creative commons|"
    r"driv\w+|business licen|trade licen|alcohol|wine|liquor|media licen|\bgpl\b|\bmit licen|trademark|copyright|"
    r"batch|lot n|charge\w*nummer|"
    r"承認番号|製造販売承認|health canada|\btga\b|\bfda\b|\bwho\b|trial|nct\d|visitor|licence fee|fssai|course|"
    r"certificate of analysis|data protection|information commissioner|\bico\b|terras|horeca|parking|taxi|gambling|"
    r"dopuszczeni\w+|mise sur le march|introdução no mercado|immissione in commercio|comercializaci[óo]n"
)
