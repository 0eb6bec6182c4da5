"""Words and forms of street addresses by language: what a street, a unit and a postal line look like.

Patterns run in RE2 on `width.plain` text. The postal forms are those of the Universal Postal Union's country sheets as
they are known in the trade; street words are our own list, from addresses in imprints and footers of twelve languages.
"""

from __future__ import annotations

from typing import Final

# Letters of the scripts that write addresses left to right: \p{L} has 600 ranges, which RE2's automata pay for.
UPPER: Final = "A-ZÀ-ÖØ-ÞĀ-ŽȘ-ȚΆ-ΫЀ-Я"
LETTER: Final = "A-Za-zÀ-ÖØ-öø-ɏͰ-ϿЀ-ӿ"
_CAP = rf"[{UPPER}][{LETTER}'.-]*"
_LINK = (
    r"(?:of|the|an|am|im|in|a\.d\.|der|den|de|del|della|di|da|do|dos|das|du|des|la|las|le|les|los|el|et|e|y|sur|"
    r"sous|en|i|na|ved|op|aan|bei|ob|il-|l'|d')"
)
# A place name: capitalised words, joined by small ones; a province in brackets may follow.
CITY: Final = (
    rf"(?:St\. |Ste\. |Mt\. |Col\. |Bad |[{UPPER}]\. )?[{UPPER}][{LETTER}'-]+(?:(?:[- ]{_LINK})*[- ](?:l'|d'|"
    rf"il-)?[{UPPER}][{LETTER}'-]*){{0,5}}(?: \([A-Z]{{2}}\))?"
)

_ENGLISH = (
    "street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|way|court|ct|place|pl|square|sq|terrace|crescent|"
    "cres|close|parade|highway|hwy|parkway|pkwy|quay|row|walk|mews|gardens|grove|hill|park|estate|plaza|circle|trail|"
    "loop|turnpike|pike|landing|green|yard|wharf|mill|mills|farm|esplanade|broadway|circuit|alley|rise|gate|promenade|"
    "cross|main|layout|nagar|marg|chowk|bazaar|bazar|sector|colony|complex|vihar|puram|salai|path|embankment|arcade"
)
_BEFORE = (  # the street word comes first: "rue du Lavoir 27", "ul. Szkolna 903", "Calle Mayor, 12"
    r"rue|avenue|av\.?|boulevard|bd\.?|bld\.?|place|chemin|all[ée]e|quai|impasse|route|cours|passage|faubourg|"
    r"montée|sentier|voie|rang|croissant|mail|venelle|cit[ée]|villa|square|kaya|rond-point|lotissement|hameau|résidence|esplanade|ruelle|promenade|"
    r"calle|c/|c\.|avda\.?|avenida|plaza|pza\.?|paseo|p[ºo]\.|ronda|carrer|carretera|ctra\.?|pol[ií]gono|camino|"
    r"calzada|carrera|cra\.?|diagonal|transversal|urbanizaci[óo]n|glorieta|traves[íi]a|rambla|bulevar|blvd\.?|privada|"
    r"callej[óo]n|parque (?:empresarial|industrial)|zone (?:artisanale|industrielle|d'activit[ée]s)|z\.[ai]\.|"
    r"lieu-dit|"
    r"frazione|localit[àa]|loc\.|quinta|via|viale|piazza|piazzale|corso|vicolo|strada|contrada|lungomare|salita|"
    r"rua|r\.|travessa|pra[çc]a|praceta|alameda|cal[çc]ada|rodovia|estrada|largo|beco|urb\.|triq|"
    r"ul\.|al\.|os\.|pl\.|ulica|aleja|aleje|plac|osiedle|rynek|skwer|rondo|bulwar|"
    r"str\.|bulevardul|calea|[șs]oseaua|aleea|pia[țt]a|"
    r"ул\.|улица|вул\.|вулиця|пр\.|просп\.|проспект|пр-т|пр-кт|пер\.|переулок|пров\.|ш\.|шоссе|наб\.|набережная|"
    r"бульвар|б-р|бул\.|площадь|пл\.|тракт|проезд|пр-д|мкр\.?|мкр-н|микрорайон|туп\.|ж\.к\.|οδός|λεωφ\."
)
_CYRILLIC = (  # Russian street words may follow the name: "Невский проспект, д. 88"
    r"улица|ул\.?|проспект|пр-т|пр-кт|просп\.|переулок|пер\.?|шоссе|ш\.|набережная|наб\.?|бульвар|б-р|"
    r"тупик|туп\.?|проезд|пр-д|площадь|пл\.|линия|аллея|тракт"
)
_AFTER = (  # the street word ends the name: "Drachengasse 9", "Hamnvägen 17", "Pärnu mnt 931-4"
    r"straße|strasse|str\.|str|gasse|weg|platz|allee|ring|damm|ufer|chaussee|markt|steig|graben|hof|straat|laan|plein|"
    r"kade|gracht|dijk|singel|steenweg|dreef|vej|gade|plads|alle|allé|torv|stræde|vägen|gatan|gata|gränd|torg|torget|"
    r"backen|plan|kaj|kajen|katu|tie|kuja|tori|gaten|gate|veien|vei|veg|plass|utca|út|tér|mnt|tee|tn|pst|iela|gatvė|"
    r"caddesi|sokak|cad\.|sok\."
)
# RE2's \b knows ASCII alone: before "Østergade" and "ул." there is none.
_START = r"(?:^|[\s(/«„\"])"
NUMBER: Final = (
    r"(?:[1-9]\d{0,4}(?: ?(?:[A-Za-z]\b|[А-Яа-я]))?(?: ?[-/+] ?(?:\d{1,5}[A-Za-zА-Я]?|[A-Za-z]{1,3}\b|[А-Я])|"
    r" bis\b| ter\b)*|"
    r"(?i:s/n|s\.n\.|snc))"
)
_COUNTED = r"(?:[1-9]\d{0,4}[A-Za-z]?(?:[-/]\d{1,5}[A-Za-z]?)*|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)"
_ROMAN = rf"(?:\d{{1,3}}(?:st|nd|rd|th)|{_CAP}|of|the|and|de|la|le|les|du|des|del|bis|ter)"

# One street with its number, in the order in which they are tried; searched inside one segment.
STREETS: Final = (
    r"(?i:\b(?:carrera|cra\.?|kr\.?|calle|cl\.?|diagonal|transversal|avenida|av\.?)) ?\d{1,3} ?[A-Z]{0,2}(?: bis)?"
    r" ?(?:#|(?i:n[o°º]\.?)) ?"
    r"\d{1,3}[A-Z]? ?- ?\d{1,3}",
    rf"(?i:{_START}(?:{_BEFORE}))(?:\s?[{LETTER}„“«»\"][{LETTER}„“«»\"'.-]*| \d{{1,2}}(?:-[йяе]| de)?){{1,6}}"
    rf"(?: (?i:n[.º°o]{{0,2}}|nr\.?|no\.?|д\.|№|#))? ?#?{NUMBER}(?:$|[ ,;(])",
    rf"\b{NUMBER},? (?i:(?:{_BEFORE}))(?: |\b)[{LETTER}][{LETTER}' .-]*",
    rf"\b{_COUNTED} (?:{_ROMAN} ){{0,5}}(?i:{_ENGLISH})\b\.?(?: (?:North|South|East|West|[NSEW]{{1,2}}))?",
    rf"{_START}[{UPPER}][{LETTER}'.-]*(?:[ -][{LETTER}][{LETTER}'.-]*){{0,4}}[ -]?(?i:{_AFTER}) ?{NUMBER}(?:$|[ ,;(])",
    rf"{_START}[{UPPER}\d][{LETTER}\d -]{{2,30}} (?i:{_CYRILLIC}),? (?:д\. ?|дом )?{NUMBER}(?:$|[ ,;(])",
)
# A name and a number in either order: a street only beside a postal line.
LOOSE: Final = (
    rf"\b{_COUNTED} (?:{_ROMAN} ){{0,4}}{_CAP}$",
    rf"(?:^|[ (]){_CAP}(?:[ -](?:[{LETTER}][{LETTER}'.-]*)){{0,4}} {NUMBER}$",
)
# A street word without a number: "Hock Lane Farm", "Ballyvarra Enterprise Park", "Rua das Quaresmeiras".
NAMED_STREET: Final = (
    rf"^(?:{_CAP}|of|the|at|cnr\.?|corner)(?: (?:{_CAP}|of|the|at|and|&)){{0,7}}$",
    rf"(?i)\S (?:{_ENGLISH})\b",
    rf"(?i)^(?:{_BEFORE})\s?[{LETTER}][{LETTER}' .-]*$|^[А-Яа-я\d -]{{3,40}} (?:{_CYRILLIC})$",
)
UNIT: Final = (
    r"(?i)^(?:(?:unit|suite|ste\.?|shop|level|floor|flat|apt\.?|office|building|bldg\.?|block|room|plot|door|house|lot|"
    r"no\.|#|sala|loja|andar|piso|bloco|local|esc\.|lok\.|lokal|oficina|of\.|depto\.?|departamento|int\.|interior|"
    r"lote?|bus|bte\.?|boîte|appartement|interno|m\.|кв\.|оф\.|офис|пом\.|стр\.|корп\.|к\.|литера?|"
    r"bât\.?|etg\.?|og|sal|kerros|tr)"
    r"(?:[\s.#]*(?:no\.?\s*)?\d[\w/.-]{0,8}|[\s.#]+[A-Za-zА-Я]\d{0,4})|bajo|entresuelo|rés do chão|\d{1,3}(?:st|nd|"
    r"rd|th) (?:floor|cross|main|stage|phase|"
    r"block)|"
    r"\d{1,2}\.? ?(?:sal|tv\.?|th\.?|og|etage|stock|andar|floor|piso)(?: ?(?:tv|th|mf)\.?)?)$"
)
UNIT_WORD: Final = r"(?i)(?:^|\s)((?:unit|shop|suite|flat|office|plot|level|lvl|no\.?)\s*)$"
INDIAN_STATE: Final = (
    "Andhra Pradesh|Assam|Bihar|Chhattisgarh|Delhi|Goa|Gujarat|Haryana|Himachal Pradesh|Jharkhand|Karnataka|Kerala|"
    "Madhya Pradesh|Maharashtra|Odisha|Punjab|Rajasthan|Tamil Nadu|Telangana|Uttarakhand|Uttar Pradesh|West Bengal"
)
BRAZILIAN_CODE: Final = r"^(?:CEP:? ?)?\d{5}-\d{3}$"
HOUSE_NUMBER: Final = (
    r"(?i)^(?:n\.?[º°o]?\.?|num\.?|nr\.?|д\.|дом)?\s*(?:\d{1,5} ?(?:[a-zа-я]|bis|ter|quater)?(?:[-/]\d{1,5}[a-zа-я]?)?|"
    r"s/n)$"
)
BUILDING: Final = rf"^(?:{_CAP} ){{1,3}}(?:House|Building|Centre|Center|Court|Tower|Towers|Hall|Chambers|Mill|Works)$"
# A settlement or a part of a country, told by a short word before or after its name (Russian, Ukrainian, Indian,
# Irish).
_SETTLED = (
    r"г|гор|город|гр|м|пгт|п|пос|посёлок|поселок|с|село|дер|деревня|д|ст|ст-ца|станица|х|хутор|р\.п|рп|г\.о|мкр|мкр-н|"
    r"р-н|район|обл|область|край|респ|республика|тер|Dist|District|Distt|Tal|Taluka|Teh|Tehsil|Village|Vill|Post|At|"
    r"Tambon|Moo|Bairro|Col|Colonia|Barrio|Urb|Fracc|Barangay|Brgy|Sector|Phase|mun|jud|okr|pow"
)
LONGEST_PLACE: Final = 45  # characters: "Kirchdorf an der Krems, Bezirk Kirchdorf" is cut at its comma
PLACE_NAME: Final = (
    rf"^(?:{_LINK} )?(?:{CITY}|Co\.? {CITY}|(?i:{_SETTLED})[. ] ?{CITY}|"
    rf"[{UPPER}][{LETTER}. -]+ (?i:обл\.?|область|край|р-н|район|округ|АО)|МО|D\.? ?[CF]\.?|CABA|Jal\.|H\.P\.|"
    rf"{CITY} (?:D\.? ?[CF]\.?|[A-Z]{{2}}|[IVX]{{1,4}}|\d{{1,2}}|\([^)]{{2,20}}\)))$"
)
# What an address ends with when it names its country, in the twelve languages; `code or place` must stand before it.
COUNTRY: Final = (
    r"(?i)^(?:the )?(?:united kingdom|great britain|england|scotland|wales|northern ireland|u\.?k\.?|ireland|"
    r"u\.?s\.?a?\.?|"
    r"united states(?: of america)?|canada|australia|new zealand|south africa|india|pakistan|bangladesh|sri lanka|"
    r"nepal|"
    r"singapore|malaysia|philippines|thailand|vietnam|indonesia|hong kong|china|p\.? ?r\.? china|taiwan|japan|"
    r"u\.?a\.?e\.?|united arab emirates|israel|turkey|türkiye|turquie|türkei|egypt|nigeria|kenya|mauritius|"
    r"germany|deutschland|allemagne|alemania|germania|alemanha|duitsland|tyskland|niemcy|austria|österreich|autriche|"
    r"switzerland|schweiz|suisse|svizzera|suiza|france|frankreich|francia|frança|spain|spanien|españa|espagne|spagna|"
    r"italy|italien|italia|italie|portugal|netherlands|nederland|holland|belgium|belgi[ëe]|belgique|luxembourg|sweden|"
    r"sverige|denmark|danmark|norway|norge|finland|suomi|poland|polska|czech republic|česká republika|slovakia|hungary|"
    r"magyarország|romania|românia|bulgaria|българия|greece|ελλάδα|cyprus|malta|latvia|lithuania|estonia|ukraine|"
    r"украина|україна|russia|россия|рф|belarus|беларусь|kazakhstan|казахстан|georgia|armenia|moldova|serbia|croatia|"
    r"m[ée]xico|brasil|brazil|argentina|chile|colombia|per[úu]|uruguay|panama|panam[áa]|costa rica|belize|vanuatu|"
    r"cura[çc]ao|aruba|bonaire|(?:sint|saint) maarten|suriname|gibraltar|jersey|guernsey|isle of man|liechtenstein|"
    r"monaco|andorra|san marino|iceland|[íi]sland|slovenia|slovenija|montenegro|bosnia and herzegovina|albania|kosovo|"
    r"north macedonia|uzbekistan|kyrgyzstan|azerbaijan|cambodia|laos|myanmar|south korea|macau|fiji|tonga|nauru|"
    r"cook islands|cayman islands|bermuda|anguilla|antigua(?: and barbuda)?|grenada|"
    r"(?:st\.?|saint) (?:lucia|vincent(?: and the grenadines)?)|turks and caicos(?: islands)?|puerto rico|"
    r"dominican republic|jamaica|trinidad and tobago|guatemala|el salvador|honduras|nicaragua|ecuador|bolivia|paraguay|"
    r"venezuela|morocco|maroc|tunisia|tunisie|algeria|alg[ée]rie|ghana|tanzania|uganda|ethiopia|liberia|comoros|"
    r"maldives|labuan|qatar|kuwait|bahrain|oman|saudi arabia|jordan|lebanon|"
    r"seychelles|dominica|saint kitts and nevis|st\.? kitts|bahamas|barbados|marshall islands|samoa|"
    r"british virgin islands|"
    r"日本|中国|香港|台湾)\.?$"
)
# A floor, a stair, a door, a part of a number: short, with a digit or an ordinal sign. Counts only beside a street.
DETAIL: Final = (
    rf"^(?:(?:[{LETTER}]{{1,11}}[.:]? ?){{0,2}}(?:[№#]|"
    rf"[Nn]\.?[ºo°]{{1,2}}\.?)? ?\d{{1,5}}(?:[.,/-]\d{{1,4}})?[ºª°.]{{0,2}}"
    rf"(?:[ /-]\d{{1,4}}[ºª°.]*|[ /-]?[{LETTER}]{{1,5}}\.?){{0,2}}|"
    rf"(?i:литера?|лит\.|стр\.|корп\.|пом\.|помещение|room|block|bloco?|bl\.|sc\.|nave|gebäude|halle|"
    rf"bldg\.?) ?[{LETTER}IVX]{{1,4}}|"
    r"(?i:r/c|bajo|entlo\.?|[ßs]t\.? ?t[vh]\.?|kld?\.?|parterre|eg|hochparterre|rez-de-chauss[ée]e|piano terra|snc|"
    r"s/n|begane grond))$"
)
# Doses, counts, times and money are short and have digits too.
NO_DETAIL: Final = (
    r"(?i)\d ?(?:mg|ml|mcg|g|kg|caps?|capsules?|kaps\w*|pills?|tabl?\w*|stk|stück|st[üu]cks?|szt|pcs|gél\w*|cps|шт|"
    r"капс\w*|"
    r"%|eur|usd|gbp|kr|zł|zl|руб\w*|h|hrs?|hours?|uhr|am|pm|min|days?|tage?|dage?|jours?|d[íi]as?|giorni|dias|dagen|"
    r"weeks?|months?|years?|reviews?|stars?|orders?|clients?|customers?|people)\b"
)
NOT_A_PLACE: Final = (
    r"(?i)\b(?:ltd|limited|inc|llc|plc|gmbh|kg|b\.?v|n\.?v|aps|a/s|ab|oy|oü|srl|s\.?r\.?l|s\.?a\.?s?|ltda|pty|pllc|ооо|"
    r"зао|ип|inh\w*|apotheker\w*|pharmacist|pharmacy|chemist|pharmacie|farmacia|apotheke|apotek\w*|apotheek|apteka|"
    r"telephone|phone|tel|fax|telefon|email|e-mail|copyright|contact)\b"
)
_US = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|DC|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|"
    "OR|PA|PR|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY"
)
_US_NAMES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|"
    "Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|"
    "Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|"
    "Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|"
    "West Virginia|Wisconsin|Wyoming"
)
_BR = "AC|AL|AP|AM|BA|CE|DF|ES|GO|MA|MT|MS|MG|PA|PB|PR|PE|PI|RJ|RN|RS|RO|RR|SC|SP|SE|TO"
_EMIRATE = "Dubai|Abu Dhabi|Sharjah|Ajman|Ras [Aa]l[- ]Khaimah|Fujairah|Umm [Aa]l[- ]Quwain"
# Countries without postal codes, where a numbered unit and the quarter it stands in are an address.
NO_CODES: Final = frozenset({"AE", "HK"})
# (country, strong, pattern). Strong forms stand for themselves; the others need a street with a number beside them.
POSTAL: Final[tuple[tuple[str, bool, str], ...]] = (
    ("GB", True, r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"),
    ("CA", True, r"\b[ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d\b"),
    ("IE", True, r"\b(?:[AC-FHKNPRTV-Y]\d{2}|D6W) ?[A-Z]{1,2}[A-Z\d]{2,3}\b"),
    ("IE", False, r"\bDublin \d{1,2}\b|\bCo(?:\.|unty) [A-Z]\w+"),
    ("AU", True, r"\b(?:NSW|VIC|QLD|TAS|ACT|WA|SA|NT|New South Wales|Victoria|Queensland|Tasmania),? \d{4}\b"),
    ("US", True, rf"\b(?:{_US}|{_US_NAMES})\.?,? \d{{5}}(?:-\d{{4}})?\b"),
    ("US", False, rf"^(?:{_US}|{_US_NAMES})\b"),
    ("NL", True, rf"\b[1-9]\d{{3}} ?[A-Z]{{2}},? {CITY}"),
    ("PL", True, rf"\b\d{{2}}-\d{{3}} {CITY}"),
    ("PT", True, rf"\b\d{{4}}-\d{{3}} {CITY}"),
    ("BR", True, rf"(?:^| ){CITY} ?[/-] ?(?:{_BR})\b(?:,? (?:CEP:? )?\d{{5}}-\d{{3}})?"),
    ("BR", False, r"^(?:CEP:? )?\d{5}-\d{3}\b"),
    ("MX", True, r"^C\.? ?P\.? ?\d{5}\b"),
    ("AR", True, r"\b[A-HJ-NP-Z]\d{4}[A-Z]{3}\b"),
    ("MT", True, r"\b[A-Z]{3} \d{4}\b"),
    ("SE", False, rf"\b(?:SE-?|CZ-?|SK-?|GR-?)?\d{{3}} \d{{2}} {CITY}"),
    ("", False, rf"\b(?:[A-Z]{{1,2}}-)?\d{{4,5}} {CITY}"),
    ("IN", True, rf"^(?:{CITY} ?[-–]? ?)?[1-8]\d{{2}} ?\d{{3}}$"),
    ("RU", False, r"\b\d{6}$|^г\. ?[А-Я][а-я-]+|^(?:Москва|Санкт-Петербург)$"),
    ("NZ", False, rf"(?:^| ){CITY} \d{{4}}$"),
    ("", False, rf"(?:^| ){CITY} \d{{5}}$"),
    ("ZA", False, r"^[03-9]\d{3}$"),
    ("AE", False, rf"^(?:{_EMIRATE})(?: (?:UAE|U\.A\.E\.?))?$"),
    ("HK", False, r"^(?:Hong Kong|Kowloon|New Territories)$"),
)  # fmt: skip
# With its prefecture, or with its postal code: large cities leave the prefecture out.
JAPANESE: Final = (
    r"(?:〒 ?\d{3}-?\d{4}[ \n]{0,2}(?:\p{Han}{2,3}[都道府県])?|東京都|北海道|大阪府|京都府|\p{Han}{2,3}県)"
    r"[^\s、。,()|「」:0-9]{1,24}(?:の?[0-9一二三四五六七八九十]+(?:丁目|番地?|号|条[東西南北]?|-|の)?)+"
    r"(?: ?[^\s、。,()|「」:0-9]{1,16}(?:ビル|館|タワー|マンション|プラザ|ハイツ)(?: ?\d{1,4}(?:階|F|号室?)?)?)?"
)
# A mail drop is no place where somebody can be found (FDA BeSafeRx asks for a physical address).
MAIL_DROP: Final = (
    r"(?i)\b(?:p\.? ?o\.? ?box|box|postfach|postbus|postboks|boîte postale|b\.?p\.?|cs|apartado|caixa postal|casella "
    r"postale|skr\w*\. ?poczt\w*|а/я|reply paid|freepost|locked bag|gpo box|private bag|pmb)\b"
)
# One cheap pattern that finds every line which could be postal or a numbered street, over the whole page at once.
ANCHOR: Final = (
    r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b[A-Z]\d[A-Z\d] ?[A-Z\d]{3,4}\b|\b\d{4,7}\b|\b\d{4} ?[A-Z]{2}\b|"
    r"\b\d{2,3}[ -]\d{2,3}\b|"
    rf", (?:{_EMIRATE}|Hong Kong|Kowloon)\b|"
    rf"/ ?[A-Z]{{2}}\b|\bCo\. |\b(?:{_US})\b|\b\d{{1,5}}[A-Za-z]?(?: [\w'.-]+){{1,5}} (?i:{_ENGLISH})\b|"
    rf"{_START}(?:г\. |(?i:{_BEFORE}) )|[А-Яа-я] (?i:{_CYRILLIC}),|"
    r"[A-Z]\w+ (?i:street|road|avenue|lane|drive|highway|park|estate|house|building|floor|tower)[,\n]"
)
