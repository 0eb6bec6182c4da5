"""Whose address, phone or number it is: the site's own, or a regulator's, courier's, partner's beside it."""

from __future__ import annotations

from bisect import bisect_left

from crawler.site import host_of
from crawler.visit import Block, Kind, Page
from scoring.facts.finder import Pattern
from scoring.facts.names import telling_words
from scoring.facts.types import Owner
from scoring.facts.width import plain

# What a body is called. Such a name owns what follows only when it stands right before it, or is its heading or label.
_BODIES = (
    r"general pharmaceutical council|gphc|mhra|medicines and healthcare|care quality commission|\bcqc\b|"
    r"general medical "
    r"council|nhs england|information commissioner|\bico\b|ombudsman|nabp|boards? of pharmacy|\bfda\b|food and drug "
    r"admin\w*|college of pharmac\w+|naprap?|health canada|\btga\b|therapeutic goods|ahpra|pharmacy (?:council|"
    r"authority|"
    r"board)|medsafe|hpra|health products regulatory|pharmaceutical society|\bpsi\b|(?:landes)?apothekerkammer\w*|"
    r"ärztekammer\w*|regierungspräsidi\w+|bezirksregierung\w*|regierung von|landesamt\w*|landratsamt\w*|bfarm|dimdi|"
    r"bundesinstitut\w*|gesundheitsamt\w*|schlichtungsstelle\w*|ordre national|ordre des "
    r"pharmaciens|agence r[ée]gionale de sant[ée]|\bars\b|\bansm\b|agence nationale|\bcnil\b|afmps|fagg|famhp|"
    r"colegio oficial|colegio de farmac\pL+|aemps|agencia espa[ñn]ola|consejer[ií]a|ordine dei farmacisti|"
    r"ministero della "
    r"salute|aifa|\basl\b|\bats\b|infarmed|ordem dos farmac\pL+|anvisa|vigil[âa]ncia sanit[áa]ria|conselho (?:regional|"
    r"federal)|"
    r"cibg|\bigj\b|inspectie gezondheid\w*|knmp|autoriteit persoonsgegevens|läkemedelsverket|"
    r"konsumentverket|\bivo\b|integritetsskydds\w+|lægemiddelstyrelsen|styrelsen for patientsikkerhed|datatilsynet|"
    r"fimea|valvira|inspektorat\w* farmaceutyczn\w*|inspektor\w* farmaceutyczn\w*|izba aptekarska|"
    r"росздравнадзор[а-яё]*|"
    r"роспотребнадзор[а-яё]*|министерств[а-яё]* здравоохранения|департамент[а-яё]* здравоохранения|"
    r"保健所|厚生労働省|都道府県庁|"
    r"消費生活センター|"
    r"styrelsen for \w+|geschillencommissie|cofepris|\bagencia|\bagency|\bauthority|ministry of \w+|ministerium\w*|"
    r"behörde|"
    r"\bwif\b|\bgif\b|invima|anmat|digemid|swissmedic|\bbasg\b|\bages\b|kantonsapotheke\w*|amtsapothek\w*|s[úu]kl\b|"
    r"sahpra|\bsapc\b|nafdac|verbraucherzentrale\w*|dgccrf|\bprocon\b|rzecznik\w*|uokik|konsumentombud\w*|"
    r"reklamationsnämnd\w*|forbrugerklage\w*|bundesamt\w*|gewerbeaufsicht\w*|finanzamt\w*|consumer (?:centre|"
    r"rights)\w*|"
    r"college of physicians|medical (?:board|council)|tribunal|"
    r"drugs? control\w*|licensing authority|office of fair trading|trading standards|data protection commission\w*"
)
# Words that stand in the names of bodies, and in those of towns as well: they tell only right before a fact.
_BODY_WORDS = (
    r"\w*direktion\w*|\w*(?:forening|verband|vereinigung|förbund|förening)(?:en|et|s)?|(?:con)?f[ée]d[ée]ra\pL+|"
    r"syndicat|"
    r"(?:trade|professional|national|pharmac\w+) (?:association|union|body)|berufsverband\w*|berufsvertretung\w*|"
    r"\w*hauptmannschaft\w*|magistrat\w*|orde (?:der|van)|orden de|ordine (?:dei|degli)|\bordre\b|ordem d[oe]s?|lareb|"
    r"pharmacovigilance|farmacovigil\w+|office (?:du|de la|des) \w+|gemeente\w*|stadt(?:verwaltung|haus)\w*|"
    r"agen(?:ce|zia|cia|cja|tur|tuur)\w*|\w*commission\w*|commissie|\w*inspe[ck][tc]\w+|autorit\pL+|autoridad|"
    r"autoridade|"
    r"junta de|xunta|servicio (?:territorial|provincial|regional|de \pL+)|delegaci[óo]n|delega[çc][ãa]o|"
    r"brancheorganis\w+|beroepsvereniging\w*|vereniging|chambre (?:de|des|syndicale)|camera di commercio|"
    r"c[áa]mara|kamer van|\b\w*kammer\b|pr[ée]fecture|pr[ée]fectoral\w*|minist[èeé]r\pL+|direcci[óo]n general|"
    r"direction (?:g[ée]n[ée]rale|d[ée]partementale|r[ée]gionale)|direzione (?:generale|regionale)|"
    r"dire[cç][çc][ãa]o[- ]geral|"
    r"department of|departament\w*|secretar[ií]a|gobierno|generalitat|regione \pL+|comune di|azienda sanitaria|"
    r"m[ée]decin cantonal|pharmacien cantonal|kantonsapotheker\w*|kanton\w* \w+|service (?:de la )?sant[ée] publique|"
    r"urz[ąa]d\w*|inspekcj\w+|naczelna izba|sąd|\w+styrelsen|\w+verket|\w+myndighet\w*|\w+nævnet|\w+nämnden|"
    r"комитет[а-яё]*|управлени[а-яё]+|палат[а-яё]+|территориальн[а-яё]+ орган[а-яё]*|厚生局|薬剤師会|協会|県庁|市役所"
)
# What something is called for the shop. Such words own what follows up to the end of the sentence.
_ROLES: tuple[tuple[Owner, str], ...] = (
    (
        Owner.REGULATOR,
        r"supervisory authority|competent authority|regulatory (?:body|authority)|professional body|complain\w* to the|"
        r"zuständige (?:kammer|behörde|aufsicht\w*)|aufsichtsbehörde\w*|kammer\s*:|berufskammer|"
        r"autorit[ée] (?:comp[ée]tente|de "
        r"contr[ôo]le)|autoridad (?:competente|sanitaria)|autorità (?:competente|di vigilanza)|"
        r"autoridade (?:competente|"
        r"reguladora)|entidade (?:licenciadora|reguladora|supervisora|fiscalizadora|emissora)|"
        r"entidad (?:reguladora|supervisora|emisora)|organ (?:wydaj|zezwala)\pL*|licen[cs]ing body|"
        r"ausgestellt (?:von|durch)|erteilt (?:von|durch)|d[ée]livr[ée]+e? par|rilasciat\w+ da\w*|"
        r"(?:expedid|emitid|otorgad)\w+ por|udstedt af|utfärda\w* av|wydan\w+ przez|выдан[а-яё]* |afgegeven door|"
        r"regulator'?s? (?:office|address|seat|body)|issuing (?:office|authority)|the (?:pharmacy |"
        r"medical )?council (?:itself|is|sits)\b|"
        r"(?:trade|professional) (?:association|body|union)|"
        r"ombuds\w+|\bm[ée]diat(?:eur|rice|ion|or)\b|mediador\w*|streitbeilegung\w*|schlichtung\w*|\bsyndic\b|"
        r"arbitra\pL+|"
        r"conciliazione|konfliktrå\w+|(?:vigilan[zc]i?a|fiscaliza\pL+|surveillance|aufsicht|toezicht|tillsyn|tilsyn|"
        r"nadz[óo]r|"
        r"надзор|"
        r"inspe[ck]\pL+|supervision|supervisor)\s*:|toezichthoud\w+|bevoegde instantie|tillsynsmyndighet\w*|"
        r"tilsynsmyndighed\w*|organ\w* nadzor\w*|"
        r"nadz[óo]r sprawuje|надзорн[а-яё]* орган[а-яё]*|контролирующ[а-яё]* орган[а-яё]*|監督官庁|相談窓口|"
        r"poison\w* (?:centre|center|control|"
        r"information)|giftnotruf|notfall|emergency services|samaritans",
    ),
    (
        Owner.COURIER,
        r"royal mail|\bdhl\b|\bups\b|fedex|parcelforce|\bdpd\b|\bgls\b|hermes|postnord|postnl|bpost|colissimo|"
        r"chronopost|"
        r"correos|poste italiane|inpost|australia post|canada post|\busps\b|couriers?:|by courier|"
        r"courier (?:company|service)|(?:our|the) (?:courier|carrier)\b|versandpartner|"
        r"paketdienst|transporteur|koerier|"
        r"курьерск[а-яё]* служб[а-яё]*|\bсдэк\b|ヤマト運輸|佐川急便",
    ),
    (
        Owner.PARTNER,
        r"h[ée]berg\w+|hosted by|hosting (?:provider|company)|web ?hosting|webhoster|hoster|gehostet|"
        r"alojad\w+ (?:en|por)|"
        r"alojamiento|hospedad\w+|hosting\b|site by|web ?design\w*|designed by|developed by|réalis\w+ par|"
        r"prescrib\w+ (?:works?|is based|practi[cs]es|sits)|practi[cs]es (?:from|at)|"
        r"(?:our|logistics?|shipping|laborator\w+|dispatch|fulfil\w+|medical) partner\b|(?:works?|"
        r"working) with (?:the )?(?:pharmacy|clinic|lab)|"
        r"werkt samen met|zusammenarbeit mit|collaboration avec|colabora\w+ con|collabora\w+ con|współprac\w+ z|"
        r"samarbet\w+ med|samarbejd\w+ med|\blabs?\b|\w*labor\b|blood (?:tests?|draws?)|blut(?:probe|abnahme|"
        r"entnahme|labor|test)\w*|"
        r"prises? de sang|anal[íi]ticas?|preliev\w+|blodprov\w*|blodprøve\w*|bloedonderzoek\w*|bloedafname\w*|"
        r"badania? krwi|"
        r"анализ[а-яё]* крови|採血|検査機関|"
        r"partner (?:pharmacy|pharmacies|clinic|laborator\w+)|(?:pharmacy|our|its|dispensing) partner\w*|dispensed by|"
        r"dispensing (?:is done|pharmacy|takes place)|supplied by|fulfilled by|filled by|prescriptions? (?:is|"
        r"are) (?:sent|filled)|"
        r"(?:partner|versand)apotheke\w* (?:ist|sind|in)\b|partnerapothe\w+|partnerapote\w+|pharmacie partenaire|"
        r"farmacia (?:asociada|colaboradora|partner|"
        r"parceira|convenzionata)|farm[áa]cia parceira|apteka partnerska|аптек[а-яё]*[ -]партн[её]р[а-яё]*|"
        r"партн[её]р[а-яё]*|提携(?:薬局|クリニック)?|laborator\w+|"
        r"labcorp|quest diagnostics|blood tests? (?:at|by)|manufactur\w+|marketing authori[sz]ation holder|"
        r"hergestellt|hersteller|fabricant|"
        r"fabricado|producent|produttore|fabricante|производител[а-яё]*|製造(?:元|販売)|wholesaler|merchant of record|"
        r"payments? (?:are |is )?"
        r"processed by|data protection officer|datenschutzbeauftragte\w*|billing (?:company|agent)|card statement|"
        r"webmaster|agentur|"
        r"nächstgelegene|nearest hospital",
    ),
    (
        Owner.OTHER,
        r"for example|for instance|e\.g\.|such as|look for|should (?:show|have|look)|must show|zum beispiel|"
        r"z\. ?b\.|par exemple|por ejemplo|ad esempio|"
        r"por exemplo|bijvoorbeeld|till exempel|for eksempel|na przykład|например|例えば|reported|arrested|the (?:site|"
        r"shop|seller|store) (?:claim|gave|listed)\w*",
    ),
)  # fmt: skip
_BODY_NAMED = Pattern(rf"(?i){_BODIES}|{_BODY_WORDS}")  # few words name one: what stands behind it is asked after
_BODY_LAST = Pattern(rf"(?i)(?:{_BODIES}|{_BODY_WORDS})(?:[^\n.;|·\d]|\b\d{{1,2}}\b){{0,80}}$")
_BODY_ANY = Pattern(rf"(?i)(?:{_BODIES})")
_ROLE = tuple((owner, Pattern(rf"(?i)(?:{words})")) for owner, words in _ROLES)
_REGISTERED = Pattern(
    r"(?i)\b(?:regist\w+|licen[sc]ed|regulated|premises|accredit\w+|member|number|no\.?|"
    r"nr\.?)\b[^.;|]*$"
)
_OWN = Pattern(
    r"(?i)\b(?:our (?:pharmacy|address|office|shop|premises|registered)|we are|registered office|"
    r"head office|visit us|write to us)\b"
)
# Where complaints go is somebody else's, unless the shop says that it is its own.
_COMPLAINTS = Pattern(
    r"(?i)\b(?:complaints?|plaintes?|r[ée]clamations?|beschwerden?|quejas|reclamaç\pL+|reclamos|reclami|klachten|"
    r"klagomål|klager|"
    r"skargi)\b|жалоб[а-яё]*|苦情"
)
# Where side effects are reported is a body's, in any language.
_REPORTS = Pattern(
    r"(?i)side effects?|adverse (?:reaction|event|effect)s?|nebenwirkung\w*|effets? ind[ée]sirables?|efectos adversos|"
    r"reacci[óo]n(?:es)? adversas?|rea[cç][çc](?:[ãa]o|[õo]es) adversas?|efeitos (?:secund|indesej)\pL+|"
    r"reazion[ei] avvers[ae]|"
    r"effetti indesiderati|bijwerking\w*|biverkning\w*|bivirkning\w*|działa\w+ niepożądan\w+|"
    r"нежелательн[а-яё]+ (?:реакц|явлен)|"
    r"побочн[а-яё]+|副作用"
)
# What is said of the party whose address was just told: "..., is our trade body", "..., inspects us".
_IS_OUR = Pattern(
    r"(?i)^[^\pL\n]{0,3}(?:(?:is|are|acts as) (?:our|the)|ist (?:unser\pL*|die|der)|(?:est|sont) (?:notre|nos|l'|la|"
    r"le)|es (?:nuestr\pL+|"
    r"la|el)|è (?:il nostro|la nostra|l'|il|la)|é (?:o nosso|a nossa|a|o)|is (?:onze|ons|de)|är (?:vår\pL*|den)|"
    r"er (?:vor\pL*|vår\pL*)|"
    r"(?:to|jest) nasz\pL*|(?:[-—] )?(?:является )?наш\pL*|(?:は|が)当)(?P<what>[^.\n;|·。]{0,60})"
)
_OWN_PLACE = Pattern(
    r"(?i)office|shop|pharmacy|store|premises|address|home|seat|headquarter|apotheke\b|sitz|adress|büro|geschäft|siège|"
    r"officine|pharmacie\b|sede|farmacia\b|tienda|oficina|morada|loja|apotheek\b|adres|kantoor|winkel|apotek|kontor|"
    r"butik|"
    r"siedzib|aptek|аптек|адрес|офис|店舗|薬局"
)
# "..., its office is at": the party named before has the address.
_ITS = Pattern(
    r"(?i)(?:\b(?:its|their|whose|deren|dessen|ihr sitz|dont le si[èe]ge|son si[èe]ge|cuy[oa]|su sede|la cui|il cui|"
    r"sua sede|"
    r"cuj[oa]|waarvan|deras|dess|hvis|jego|jej|której|którego)\b|"
    r"(?:^|[^а-яё])(?:его|её|их|чей|которого|которой)[^а-яё]|その)[^\n.;|]{0,40}$"
)
_OVERSEES = Pattern(
    r"(?i)^[^\n.;|·。]{0,30}?\b(?:supervis\w+|oversees?|inspects?|regulates?|licen[cs]es|authori[sz]es|überwacht|"
    r"beaufsichtigt|"
    r"erteilt\w*|surveille|contrôle|délivre|vigila|controla|supervisa|sorveglia|vigila|fiscaliza|houdt toezicht|utövar|"
    r"fører tilsyn|nadzoruje|sprawuje nadz)|^[^\n.;|·。]{0,30}?(?:контролиру|надзира|выдал|監督)"
)
# What clubs call themselves: the word after it is the name, and a club named like the host is the site itself.
_CLUB = Pattern(
    r"^(?:\pL*(?:vereniging|verein|forening(?:en)?|club|klub|klubb)|association|asociacion|associacao|"
    r"associazione|stowarzyszenie|общество|клуб)$"
)
_HOUSE_NUMBER = 2  # digits: bodies have one at most
_TELLING = 5  # letters of a name that is found in a host; shorter ones are found in any
_REACH = 160  # characters before a fact that can govern it: a long clause, not a paragraph
_LABELS = frozenset({Kind.TERM, Kind.HEADER_CELL, Kind.LABEL})
_SHORT = 60  # characters of a line that can be a label


def owner_of(page: Page, block: Block | None, span: tuple[int, int], since: int, adjacent: str) -> Owner:
    """Owner of what stands at `span` of the page text.

    `since` is where its sentence begins (an offset; nothing before it counts), `adjacent` the words right before it.
    """
    start, end = span
    before = plain(page.text[max(since, start - _REACH) : start])
    if _is_self(page, adjacent):
        return Owner.OWN
    if _REPORTS.search(before):
        return Owner.REGULATOR
    for owner, pattern in _ROLE:
        if pattern.search(before):
            return owner
    body = _BODY_LAST.search(adjacent) if _BODY_NAMED.search(adjacent) else None
    if body and not _REGISTERED.search(adjacent[body.start() :]):
        return Owner.REGULATOR
    if _ITS.search(before):
        return Owner.REGULATOR
    told = _told_after(plain(page.text[end : min(end + _REACH, block.end if block else end)]))
    if told is not None:
        return told
    if _OWN.search(before):
        return Owner.OWN
    if _COMPLAINTS.search(before):
        return Owner.REGULATOR
    return _by_label(page, block) if block is not None else Owner.OWN


def _told_after(after: str) -> Owner | None:
    """Who the sentence goes on to say that this is: our trade body, our laboratory, who inspects us."""
    if _OVERSEES.search(after):
        return Owner.REGULATOR
    said = _IS_OUR.search(after)
    return Owner.PARTNER if said and not _OWN_PLACE.search(said.group("what")) else None


def _is_self(page: Page, words: str) -> bool:
    """True when the name is the site's own: its first telling word stands in the host.

    The first alone: "Bezirksamt Lindau" is not the pharmacy at linden-apotheke-lindau.example.
    """
    host = host_of(page.url).replace("-", "")
    telling = telling_words(words)
    first = telling[1] if len(telling) > 1 and _CLUB.search(telling[0]) else next(iter(telling), "")
    return len(first) >= _TELLING and first in host


def is_body(words: str) -> bool:
    """True when words without a house number are the name of a body or of its house: "PSI House", "ASL 1"."""
    return sum(sign.isdigit() for sign in words) < _HOUSE_NUMBER and bool(_BODY_ANY.search(words))


def _by_label(page: Page, block: Block) -> Owner:
    """The heading over a block, or the term, cell or line with a colon before it, can say whose it is."""
    for label in _labels(page, block):
        if len(label) > 2 * _SHORT:
            continue
        for owner, pattern in _ROLE[:3]:
            if pattern.search(label):
                return owner
        body = _BODY_ANY.search(label)
        if body and not _REGISTERED.search(label[body.start() :]):
            return Owner.REGULATOR
    return Owner.OWN


def _labels(page: Page, block: Block) -> list[str]:
    labels = [plain(page.words(page.blocks[block.heading]))] if block.heading >= 0 else []
    index = bisect_left(page.blocks, block.start, key=lambda b: b.start)
    if index > 0:
        last = page.blocks[index - 1]
        words = plain(page.words(last))
        same_row = block.group >= 0 and last.group == block.group and last.row == block.row
        if last.place is block.place and (last.kind in _LABELS or same_row or words.endswith(":")):
            labels.append(words)
    return labels


def owner_by_words(page: Page, block: Block, before: str) -> Owner:
    """Owner of a number by the words before it and its label: a body's name tells who gave it, not whose it is."""
    for owner, pattern in _ROLE[1:]:
        if pattern.search(before):
            return owner
    for label in _labels(page, block):
        for owner, pattern in _ROLE[1:3]:
            if len(label) <= 2 * _SHORT and pattern.search(label):
                return owner
    return Owner.OWN
