"""What is counted in a pack, and how packs and strengths are written, in the plain form of `scoring.facts.normal`.

Stems, not sentences: a language is added by adding its stems to these lists.
"""

from __future__ import annotations

from scoring.facts.patterns import pattern

# What is counted. Stems end where inflection begins.
UNIT = (
    r"(?:soft ?gel(?:s|atin)?(?: caps?(?:ules?)?)?|cap(?:s|sula|sulas|sule|sules|suler)?\.?(?:/s)?"
    r"|capsul[\pL]*(?:/s)?|kapsel[\pL]*|kapsul[\pL]*|kapsl[\pL]*|kaps?\.?|weichkaps(?:eln?)?\.?|softgel[\pL]*"
    r"|gelul[\pL]*|gel\.|gels?|pill?s?|pillen|piller|pillole|pigulek|pigulki|pilul[\pL]*|pilolar?|perlas?|perle"
    r"|tab(?:s|let[\pL]*|lett[\pL]*|l)?\.?|comprim[\pL]*|compress[ae]|cpsl?\.?|cprs?\.?|cp\.?|kps\.?|tbl\.?"
    r"|dragees?|drageer|grageas?|pastill[\pL]*|pastilh[\pL]*|count|ct|cnt"
    r"|pcs?|pces?|pieces?|piece/s|piezas?|pezzi|pz|pecas?|unid[\pL]*|unita|units?|uds?\.?|un\.|stk|stuck|stueck|stuks?"
    r"|st|styck[\pL]*|styk|szt[\pL]*|tobol[\pL]*"
    r"|шт[\pL]*|капсул[\pL]*|капс|таблет[\pL]*|табл|таб|пилюл[\pL]*|ед|db|kapszul[\pL]*|καψ[\pL]*|כמוס[\pL]*"
    r"|كبسول[\pL]*|粒|カプセル|錠|個|캡슐|정)"
)
# Japanese sets no space behind a noun: "84カプセルは", "30錠入り".
# And a dollar may be glued to what it counts: "60 capsA$96".
END = r"(?:[^\pL]|(?:a|au|nz|c|ca|us|r|s|hk|mx)\$|\p{Hiragana}|[入分付]|セット|$)"
_SOFT = (
    r"(?:soft gelatin |soft |weiche |softgel |mjuka |blode |myke |zachte |мягк[\pL]* |желатинов[\pL]* |miekkich "
    r"|hard |harde )?"
)
_OF_ONE = r"(?: (?:of|mit|med|con|com|de|da|di|a|po|van|met|je|zu|size|по|из|som|avec|za|por|w))"
_OF = rf"{_OF_ONE}*"
# What capsules come in: a number behind these words counts capsules ("kit of 90", "caja: 30").
BOX = (
    r"(?:pack(?:age|et|s)?|box(?:es)?|bottles?|strips?|blister(?:e?s)?|kits?|sets?|bundles?|cartons?|pouch|tins?"
    r"|bags?|sachets?|jars?|tubs?|combo"
    r"|packung(?:en)?|schachteln?|flaschen?|streifen|grosspackung(?:en)?|monatspackung(?:en)?|dosen?"
    r"|pakker?|pakning(?:er)?|ae?sker?|glas|forpackning(?:ar)?|ask(?:ar)?|burk(?:ar)?|kart[ao](?:r)?|blisterkort"
    r"|conf(?:ezion[ei])?\.?|scatol[ae]|flacon[ei]|astucci?o?|cajas?|estuches?|envases?|frascos?|botes?|paquetes?"
    r"|caixas?|potes?|embalage(?:m|ns)|cartelas?|boites?|etuis?|plaquettes?|coffrets?|flacons?|lots?"
    r"|opak[\pL]*|pudelk[\pL]*|listk[\pL]*|listek|zestaw[\pL]*|blistr[\pL]*"
    r"|doos(?:je|jes)?|dozen|verpakking(?:en)?|pot(?:je|jes)?|flesjes?|strook|stroken|strips|pack size"
    r"|упаков[\pL]*|упак|уп|пачк[\pL]*|короб[\pL]*|блистер[\pL]*|банк[\pL]*|箱|シート|ボトル)\.?"
)
_EACH = r"(?:each|c/u|cada|jeweils|je|chacune?|ciascun[ao]|cadauna|elk|hver|vardera|kazde|каждая)"
_COUNTED = (
    r"(?:quantity|qty|antall?|anzahl|menge|stuckzahl|inhalt|inhoud|aantal|contenido|contenu|contenuto|conteudo|indhold"
    r"|innehall|zawartosc|cantidad|quantita|quantite|quantidade|ilosc|liczba|units|capsules|capsulas|gelules|kapseln"
    r"|kapsler|kapslar|kapsulek|kapsulki|caps?|kaps|cps|tabs?|tablets|pills|c/|количество|кол-во|капсулы|капсул"
    r"|数量|個数|内容量|入数)"
)
# "60 caps", "x60", "30 x 20mg", "3 strips of 10", "30 caps x 2 boxes", "10mg x 30", "pack of 60", "No 30".
QUANTITY = pattern(
    rf"\b\d{{1,2}} ?(?:x )?{BOX} ?\((?P<n15>\d{{2,3}})(?: ?{_SOFT}{UNIT})?\)"
    rf"|\b(?P<boxes>\d{{1,2}}) ?(?:x )?{BOX}(?:{_OF_ONE}+| ?[x×*]) ?(?P<n0>\d{{1,3}}) ?{_SOFT}(?:{UNIT})?{END}"
    rf"|\b(?P<n9>\d{{1,3}}) ?{_SOFT}{UNIT} ?(?:入り)?[x×*] ?(?P<packs>\d{{1,2}}) ?{BOX}{END}"
    rf"|\b(?:{BOX}{_OF_ONE} )?(?P<cases>\d{{1,2}}) ?{BOX}(?:\(s\))? ?\(?(?P<n11>\d{{1,3}}) ?{_SOFT}{UNIT} {_EACH}"
    rf"|(?P<times>\b\d{{1,3}}) ?[x×*] ?(?P<n1>\d{{1,4}}) ?-?{_SOFT}{UNIT}{END}"
    rf"|(?P<n2>\b\d{{1,4}}) ?[x×] ?\d{{1,2}} ?m(?:g|г)"
    r"|\b(?P<bare>[1-9]|12) ?[x×*] ?(?P<n13>10|14|15|20|28|30|50|56|60|90|100)(?:[^\pL\d.,%/ ]|[.,/ ](?:\D|$)|$)"
    rf"|m(?:g|г)[ ,]*[x×] ?(?P<n3>\d{{1,4}})\b"
    rf"|(?:\b|[a-z])(?P<n4>\d{{1,4}})[ -]?(?:x )?{_SOFT}{UNIT}{END}"
    rf"|\b(?:{BOX}(?: [\pL]{{3,12}}:)?|{_COUNTED}){_OF}[: ]{{0,2}}(?P<n5>\d{{2,4}})\b"
    rf"|(?:^|[^\d.,])(?P<n12>\d{{2,3}}) (?:in|to|i|im|en|em|dans|w|в|по) "
    rf"(?:an? |the |one |een |une? |una? |einer? |der |et )?{BOX}{END}"
    rf"|{UNIT} ?\((?P<n14>\d{{2,3}})\)"
    r"|\b(?:no\.?|№|#|n[.°]?) ?(?P<n6>\d{2,3})\b"
    r"|\b(?P<n7>\d{1,3})'s\b"
    r"|(?:\b|[^\d])[x×] ?(?P<n8>\d{2,3})\b"
    r"|\.{2,} ?(?P<n10>\d{1,3}) ?\.{2,}"
)  # fmt: skip
GROUPS = ("n15", "n0", "n9", "n11", "n12", "n1", "n2", "n13", "n3", "n4", "n5", "n6", "n7", "n8", "n10", "n14")
FACTORS = ("times", "boxes", "packs", "cases", "bare")
SURE = frozenset(
    {"n12", "n0", "n9", "n11", "n1", "n4"}
)  # with the word for what is counted; the others give way to an amount
_EXTRA = (
    r"(?:free|bonus|gratis|extra|gratuit[\pL]*|offert[\pL]*|regal[\pL]*|cortesia|omaggio|kostenlos[\pL]*|oferta"
    r"|geschenkt"
    r"|brinde|cortesia|cadeau|pa kopet|i gave|gave|darmow[\pL]*|в подарок|бесплатно|おまけ|サービス|プレゼント)"
)
BONUS = pattern(
    rf"(?:\+|plus|und|and|og|och|oraz|con|com|med|met|mit|avec|y|et|en|e|i|и|\() ?\d{{1,3}} ?(?:{_SOFT}{UNIT} ?)?"
    rf"(?:extra |free |bonus |gratis |de |di |in |som |als |als |po |w |на )*{_EXTRA}(?: {UNIT})?"
    rf"|(?:bonus|gratis|free|extra|regalo|omaggio)[: +]*\d{{1,3}} ?{UNIT}"
    rf"|\d{{1,3}} ?{_EXTRA} ?{UNIT}|\+ ?\d{{1,2}} ?{UNIT}"
)
# "180 (+ 15 gift capsules)" in a column of pack sizes: what is thrown in, whatever it is called.
GIFT_BESIDE = pattern(r"[ \n]*[(+][^\d\n]{0,12}\d{1,3}[^\d\n)]*\)?$")
# "Isoglow 20 Capsule": behind a name, and one capsule: the number is its strength.
ONE_OF = pattern(
    r"[\pL]{5,}(?: (?P<mg>5|10|20|25|30|40) (?:capsule|softgel|tablet)|-(?P<dash>5|10|20|25|30"
    r"|40)[ -](?:cap(?:sule)?|softgel|tab(?:let)?))(?:[^\pL]|$)"
    r"|\b(?P<er>5|10|20|25|30|40)[' -]?er[- ]?(?:kaps|softgel|tabl|pill)"  # "die 20er Kapsel"
)
STRENGTH = pattern(
    r"(?:\b|[a-z])(?P<list>(?:\d{1,3}(?:[.,]\d)? ?(?:m(?:g|г)|мг)?(?:,|/|-|&|\+| and| und| et| e| y| och| og"
    r"| en| i| и| or| oder| ou| o| of| eller| lub| или|、|・) ?){0,5})"
    r"(?P<mg>\d{1,4}(?:[.,]\d{1,3})?)[ -]?(?:m(?:g|г)s?|мг|ミリ(?:グラム)?|mili?gram[\pL]*|milligram[\pL]*"
    r"|миллиграмм[\pL]*)"
    r"(?P<per>s?/(?:kg|day|ml|g|m2|tag|dag|jour|dia|кг|сут)|[^\pL]|$|x)"
)
NUMBERS = pattern(r"\d{1,3}(?:[.,]\d)?")
