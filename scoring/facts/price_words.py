"""The words around prices, in the plain form of `scoring.facts.normal`: what is counted, what is a fee, a range.

Stems, not sentences: a language is added by adding its stems to these lists.
"""

from __future__ import annotations

from scoring.facts.patterns import pattern
from scoring.facts.price_numerals import FEW
from scoring.facts.price_units import BOX, END, UNIT

# The price of one, told by a noun.
_UNIT_PRICE = (
    r"(?:unit price|price per unit|grundpreis|stuckpreis|einzelpreis|kapselpreis|prezzo unitario|prix unitaire"
    r"|precio unitario|preco unitario|valor unitario|stukprijs|prijs per stuk|styckpris|stykpris|stkpris"
    r"|kapselpris|enhedspris|jamforpris|jmf[. -]?pris|cena jednostkowa|цена за единицу|単価)"
)
# "per pill": behind an amount or before it.
_ONE = r"(?:1 ?|one |un[ae]? |een |ein(?:e|er)? |en |jedn[\pL]+ )?"
# One of them, by its grammatical number; French, Dutch and English "capsule" is plural in Italian.
_SINGLE = (
    r"(?:capsula|pastilla|pilula|gelule|kapsel|kapsulka|капсула|softgel|perla"
    r"|(?:1|a|one|each|every|une|la|een|de|per) (?:capsule|pill|tablet))"
)
PER_UNIT_AFTER = pattern(
    rf"^[\s.(*]*(?:(?:per|pr|par|pro|je|por|cada|za|na|al|alla|la|le|a|an|each|el|il|y|po|om|das|die|het)[ .]+"
    rf"{_ONE}{UNIT}{END}"
    rf"|l'{UNIT}{END}|per{UNIT}{END}|/ ?{_ONE}{UNIT}{END}"
    r"|(?:each|ea|apiece|c/u|cadauna|cad\.?|l'un[ao]|l'unite|por unidad(?:e)?|la unidad|pro stuck"
    r"|per stuk|per styck|za sztuke|за штуку|a piece|per unit|per dose)\b)"
)
PER_UNIT_BEFORE = pattern(
    rf"(?:(?:^|[^\d ]) ?(?:1 ?{UNIT}(?: ?[あ当]たり)?|(?:per|pr|pro|por|par|je|cada|za|за)[ .]+{_ONE}{UNIT}"
    rf"|{_UNIT_PRICE}"
    rf"|{_SINGLE} (?:of|de|von|mit|di|da|med|van|met|po|по) \d{{1,2}} ?(?:mg|мг)"  # "capsula de 20 mg: "
    rf"|each|chaque|chacune?|l'unite|la (?:gelule|capsula|unidad)|kus)[ :=]*)$"
)
UNIT_PRICE_HEAD = pattern(
    rf"(?:^|[^\pL])(?:(?:per|pr|par|pro|por|je|za|a|la|al|each)[ .]+|(?:price|pris|prix|cena|preis"
    rf"|prezzo|precio)? ?/ ?){_ONE}{UNIT}{END}|\beach\b|\bunit(?: price)?\b|price/(?:unit|pill)|unitari"
    rf"|unitaire|{_UNIT_PRICE}|c/u|cada una?|cadauna|chacune|l'un|jednostk|за (?:1 )?(?:шт|капсул"
    rf"|ед)|1 ?(?:錠|カプセル|粒)|[あ当]たり"
)
# "per 100 capsules": by law or habit beside the price of the pack, to compare shops by.
_PER = r"(?:/|per|pr\.?|pro|je|por|par|pour|za|na|po|al|op|om|for|за|на)"
HUNDRED_AFTER = pattern(rf"^[\s(.,;:-]*(?:{_PER} ?)(?:100|1000) ?{UNIT}{END}")
PER_HUNDRED = pattern(rf"(?:^|[^\pL]){_PER} ?1000?(?:\D|$)")

# Prices that are not asked: what it cost before, what the maximum is, what others ask.
_LIST = (
    r"(?:\bmrp|\bm\.r\.p\.?|\bsep|\brrp|\bpmc|\buvp|\bavp|\bmsrp|\bpvp recom[\pL]*|list(?: price)?|listenpreis"
    r"|retail(?: price)?"
    r"|\bwas|\binstead of|\bstatt|\banstatt|vorher|\bau lieu de|\binvece di|\bantes|"
    r"\bavant|\bvoorheen|adviesprijs|normal(?:preis|pris|e|t|nie|ny)?|normaal|regulier|regolare"
    r"|habitual|\bfor:|\bfore:?|\bprima|\bera|\bbyla|przedtem|zamiast|wczesniej|вместо|старая цена|было"
    r"|定価|通常価格|\bordinarie(?: pris)?"
    r"|tidigare|prix barre|compare at|max\.? price)"
)
LIST_MARK = pattern(rf"{_LIST}[ .:]*$")
SET_BY_LAW = pattern(r"\b(?:avp|pmc)[ .:]*$")
LIST_HEAD = pattern(rf"{_LIST}(?:[^\pL]|$)|\bsep\b|single exit|gammel pris|tidigare pris|alter preis|prezzo di listino")
# The column of what is to be paid, beside columns of what makes it up.
PAY_HEAD = pattern(
    r"you pay|to pay|our price|sale price|sie zahlen|zu zahlen|unser preis|u betaalt|te betalen|onze prijs|du betaler"
    r"|att betala|du betalar|a payer|vous payez|notre prix|a pagar|usted paga|voce paga|nuestro precio|nosso preco"
    r"|paghi|da pagare|nostro prezzo|do zaplaty|placisz|к оплате|наша цена|販売価格|お支払い|特別価格|会員価格"
)
# On top of another price: "60 capsules (+ 30.00)".
SURCHARGE = pattern(r"(?:\+|\bplus|\bextra|zzgl\.?|aufpreis|toeslag|tillagg|tillaeg|doplata|доплата) ?$")
# One part of a price that is paid in parts.
INSTALMENT = pattern(
    r"\d{1,2} ?x (?:(?:de|of|a|von|da|sem juros) ?)?$|(?:payments?|instal+ments?|\d rate|raten|cuotas"
    r"|parcelas|mensualites|platnosci)(?: (?:of|von|de|da))? ?$"
    r"|(?:klarna|afterpay|clearpay|affirm|sezzle|ratenzahlung|delbetal[\pL]*|delbetaling|anydaybetal[\pL]*"
    r"|viabill|scalapay|alma|oney)"
    r"[^\d\n]{0,16}$"
)
# Money that is not the price of the medicine.
FEE = pattern(
    r"shipping|delivery|postage|\bpost\b|courier|airmail|\bems\b|express|handling|consult|visit|appointment"
    r"|\bfees?\b|test\b|\blab|savings?\b|\bsave\b|\byou save|\boff\b|discount|voucher|coupon|credit"
    r"|deposit|"
    r"minimum|subscription|insurance|co-?pay|concession|\bpbs\b|medicare|rebate|no-show|script service"
    r"|registration|membership|tip\b|donat|refund|reward|cashback|refer a|"
    r"terhandstell|(?:pedido|compra) minim|ordine minim|commande minim|minimale bestel|minsta (?:order|bestall)"
    r"|mindsteordre|minimalne zamow|минимальн[\pL]* (?:отгруз|заказ|сумм|парти)|最低注文|"
    r"beratung|arztgesprach|prescription (?:charge|cost)|rezeptausstellung|gesprek|\bsamtale?\b|\bporad[ay]\b"
    r"|abonnement|"
    r"versand|porto|liefer|gebuhr|honorar|sprechstunde|zuzahlung|rabatt|ersparnis|sie sparen|mindest"
    r"|gutschein|warenwert|"
    r"livraison|frais|\bport\b|expedition|economi|remise|honoraire|avis medical|offert|"
    r"envio|gastos|portes|\bconsulta|ahorr|descuento|frete|entrega|taxa|desconto|economiz|"
    r"spedizion|consegna|\bvisita|risparmi|sconto|contributo|ticket|"
    r"verzend|bezorg|[\pL]+kosten\b|extra kosten|consult|bespaar|korting|besteding|"
    r"fragt|levering|spar\b|sparer|du sparar|gebyr|frakt|leverans|avgift|konsultation|rabat|besparelse|honorar|"
    r"wysylk|dostaw|przesylk|oszczedz|rabat|konsultacj|wizyt|oplat|"
    r"доставк|пересылк|экономи|скидк|консультац|прием врача|"
    r"送料|診察|診療|手数料|割引|検査|カウンセリング|以上|配送"
)
# What a doctor's look at a form costs: "doctor's opinion (39)". Behind a price it may be included in it.
LOOKED_AT = pattern(
    r"medical (?:review|assessment|opinion)|doctor'?s? (?:review|assessment|opinion|check)|arztlich|arztpruf"
    r"|avis du (?:medecin|docteur)|parere|(?:valoracion|evaluacion|avaliacao|valutazione) medica|artsbeoordel"
    r"|lakarbedomning|laegevurdering|(?:ocena|opinia) lekarz|(?:оценка|мнение|заключение) врача|医師"
)
# "61.50 and save 15 %": told behind the price that is paid; what is saved stands behind the word.
SAVES = pattern(
    r"(?:^|[^\pL])(?:(?:you |we |and |to )?save|sie sparen|(?:du |ich )?spars?t?|du spara[r]|spara"
    r"|(?:u )?bespaa?rt?|besparing"
    r"|(?:vous )?economise[zr]|(?:se |te )?ahorr[ae][ns]?|(?:voce )?economi[zs][ae]|risparmi[ao]?|oszczedza(?:sz"
    r"|cie)|oszczednosc"
    r"|(?:вы )?экономи(?:те|я))(?:[ :]|$)"
)
# What follows these words comes on top of the price, or belongs to the next thing said.
BESIDES = pattern(r"excl|exkl|ekskl|zzgl|hors |esclus|plus|\+|\||;|,|\(|\n| - |\. ")
BUNDLED = pattern(
    r"(?:incl|inkl|includ|inclu|ingar|compris|inbegrepen|wliczon|zawiera|включ|込).{0,50}(?:consult"
    r"|konsult|arzt|honorar|lakar|laege|recept|doctor|doktor|visit|prescri|prescr|medico|medecin|ordonnance"
    r"|receta|ricetta|huisarts|lekar|konsultacj|врач|診)"
    r"|(?:consult|konsult|arzt|honorar|lakar|laege|recept|doctor|visit|prescri|medecin|ordonnance"
    r"|receta|ricetta|huisarts|врач|診).{0,50}(?:incl|inkl|includ|ingar|compris|inbegrepen|included"
    r"|включ|込)"
)
RANGE_BETWEEN = pattern(r"^[\s*]*(?:-|to|bis|a|à|al|ate|hasta|til|till|tot|do|до|e|~|から|〜)[\s*]*$")
FROM = pattern(
    r"(?:\b(?:from|ab|fra|fran|des|desde|a partir de|a partire da|da|od|vanaf|starting at|as low as"
    r"|lowest price.{0,20})|от)[ :]*$"
)
FROM_AFTER = pattern(r"^ ?(?:~|〜|から|より|\+)")
FREE = pattern(
    r"[-(]? ?\d{1,2} ?% ?(?:off|discount|cheaper|less|rabatt?|gunstiger|billigare|billigere|korting|goedkoper|descuento"
    r"|dto\.?|sconto|de (?:remise|descuento|desconto|reduction)|desconto|taniej|скидк[\pL]*|割引|オフ|引き?)"
    r"|with (?:a |our |the |this )?(?:free )?(?:coupon|voucher|discount card|card)|\bfree (?:us "
    r"|uk |worldwide |express |standard )?(?:shipping|delivery|postage|airmail|consultation)"
    r"|(?:gratis|kostenloser?|gratuit[\pL]*|free|fri) (?:versand|fragt|frakt|verzending|envio|spedizione"
    r"|livraison|levering)|(?:livraison|envio|spedizione|verzending|wysylka) (?:gratuit[\pL]*|gratis"
    r"|offerte)"
)
# "Free over 150": the amount is a threshold.
THRESHOLD = pattern(
    r"(?:\bover|above|more than|from|orders? of|\bab|ueber|uber|des|a partir de|desde|sopra|oltre"
    r"|vanaf|boven|od|powyzej|от|свыше|pa minst|mere end|mer an)[ :]*$"
)
PRICE_WORD = pattern(
    r"price|pris\b|preis|prix|precio|preco|prezzo|prijs|cena|ceny|цена|стоимость|価格|料金|値段|\bcost|total"
    r"|summe|zusammen|\bsum\b|our|pay|now|only|today|private|cash|member|nu\b|nur|solo|ahora|hoje"
    r"|oggi|maintenant|税込"
)

GIFT = pattern(r"\+ ?\d{1,2} ?[\pL]+(?: pills?)?")  # "+ 4 pills of another drug": thrown in, not sold

# "2 boxes" of the pack that the product's name tells.
BOXES = pattern(rf"(?:\b(?P<n>[1-9]) ?(?:x )?|(?:^|[^\pL])(?P<word>{'|'.join(FEW)}) ?){BOX}{END}")
# Others' prices, told by somebody.
REPORTED = pattern(
    r"\bsaid\b|\bsays\b|reporter|reported|investigat|according to|police|\bcourt|\bstud(?:y"
    r"|ies)\b|undercover|i paid|i bought|"
    r"we bought|test ?purchase|laut |zufolge|polizei|gericht|selon |d'apres|secondo |segun "
    r"|ifolge|enligt|volgens|wedlug|"
    r"по данным|по словам|полици|\bpedian\b|\bcobraban\b|\bofrecian\b|\bpediam\b|\bcobravam\b|\bchiedevano\b"
    r"|\b(?:re)?clamaient\b|\bdemandaient\b|verlangten\b|vroegen\b|tog betalt\b|begarde\b|zadali\b|просили(?:[^\pL]|$)"
    r"|\basked\b|were (?:asking|charging|offered)|se ofrecen\b|werden angeboten|を請求|で売られ"
    r"|(?:注文|購入|支払|入金|送金|振込|振り込)[^。]{0,16}(?:した|った|んだ|ました|れた)(?:[。、]|$)"
)

SENTENCE_END = pattern(r"[\pL\d)]{2}[.!?] |。")
# Words that end in a stop and end no sentence; one letter or two are taken for such a word too.
ABBREVIATED = pattern(
    r"^(?:[\pL]{1,2}|stk|stck|szt|caps?|kaps?|tabs?|tabl|tbl|cps|cpr|cprs|cpsl|kps|comp|compr|uds|und|pcs|pkg|pkt"
    r"|pck|pack|opak"
    r"|inkl|incl|exkl|ekskl|excl|zzgl|etc|bzw|ggf|max|min|mind|approx|evt|osv|num|art|conf|pcl|approx|mwst|руб|шт"
    r"|капс|таб|табл"
    r"|уп|упак|коп|тыс|мин|макс)$"
)
# "A", "Site B", "Shop 3" at the head of a row: sellers that a study leaves without a name.
UNNAMED = pattern(
    r"^(?:[a-h]|(?:web ?)?(?:site|shop|store|seller|vendor|handler|anbieter|tienda|sitio|loja|boutique|vendeur"
    r"|negozio|sito|winkel"
    r"|butik|sajt|sklep|strona|магазин|сайт|ショップ|サイト|業者) ?(?:[a-h]|\d{1,2}))$"
)
# Told in passing, of prices in general.
HEDGED = pattern(
    r"\b(?:about|around|roughly|approximately|on average|usually|typically|etwa|ungefahr|rund|meist|environ|en moyenne"
    r"|unos|unas|aproximadamente|alrededor|cerca de|em media|circa|in media|ongeveer|gemiddeld|omkring|ungefar|cirka"
    r"|okolo|srednio)\b|около|примерно|в среднем|約|およそ|平均"
)
# Headings of shelves with other goods.
RELATED = pattern(
    r"related|you may (?:also )?(?:like|need)|also (?:like|bought|viewed)|similar|recommended|customers"
    r"|best ?sellers?|popular|more from|people also|"
    r"andere kunden|auch gekauft|ahnliche|passend|dazu passt|empfehl|produits (?:similaires|associes)"
    r"|a decouvrir|vous aimerez|aussi|tambien|relacionad|destacad|otros|outros|veja tambem|"
    r"potrebbe|correlati|altri|gerelateerd|anderen|vaak|ook interessant|ogsa|relaterede|relaterade"
    r"|liknande|lignende|andre|andra|ovrig|podobne|inni|inne|polecan|zobacz|kupuja|"
    r"похожие|с этим товаром|рекоменд|также|популярн|関連|おすすめ|人気|他の"
)
SUBSTITUTES = pattern(
    r"substitut|alternativ|same salt|same molecule|generic (?:version|option|equiv)|аналог|замен|ジェネリック"
    r"|sustitut|generiqu"
)
PAID = pattern(
    r"\bpaid\b|pagad|pagamos|pagato|pagati|\bpaye|bezahlt|betaald|betalt|betalade|zaplacil|zaplacon|оплачен"
    r"|оплатил|заплатил|заплачен"
    r"|we were charged|支払った|支払額|charged"
)
SALT = pattern(
    r"(?:salt|active (?:ingredient|substance)|ingredients?|composition|contains|generic name|substance"
    r"|wirkstoff|inhaltsstoff|sustancia|principio attivo|principio activo|principio ativo|substance active"
    r"|dci|"
    r"substancja czynna|sklad|вещество|мнн|состав|成分|werkzame stof|virksomt stof|virkestoff|verksamt amne"
    r"|molecule|inn)(?: name)?[\s:(=-]{1,6}[^\n]{0,24}$"
)

# Medicines and goods that stand on the same shelves. A record that names one of them is not about our drug.
OTHER_GOODS = pattern(
    r"\b(?:do(?:x|ks)[iy]|mino|l[iy]me|tetra)c[iy][ck]lin|finasterid|dutasterid|(?:^|[^o])\btretinoin|tretynoin"
    r"|adapalen"
    r"|tazaroten|benzoyl|spironola|azelai|azithro|amoxi|clinda|erythro|metronid|cipro|prednis|tadalafil"
    r"|sildenafil|viagra|cialis|levitra|kamagra|"
    r"tramadol|zopiclon|zolpidem|diazepam|alprazolam|modafinil|lisinopril|metformin|atorvast|lipitor"
    r"|propecia|minoxidil|clomid|nolvadex|tamoxifen|anavar|letrozol|ivermectin|hydroxychlor|semaglut"
    r"|ozempic|orlistat|"
    r"cetirizin|loratadin|ibuprofen|paracetamol|dipirona|omeprazol|vitamin|zinc|zink|omega|collagen"
    r"|biotin|lip balm|lippenbalsam|lippenbalsem|baume|balsam|moistur|sunscreen|sonnen|zonnebrand"
    r"|cleanser|cream|creme|crema|serum|lotion|gel \d|"
    r"eye drops|augentropfen|shampoo|soap|cerave|cetaphil|третиноин|адапален|миноксидил|доксицикл"
    r"|доксицикл|финастерид|силденафил|тадалафил|крем|フィン|カマグラ|トレチノイン(?:ゲル|クリーム)|サイクリン"
)

# Headings over what others ask: a shop's page shown as a warning, goods bought to see what comes.
SPECIMEN = pattern(
    r"specimen|screen ?shot|transcri|test (?:purchas|buy|order)|we (?:ordered|bought)"
    r"|how (?:one|such|the|these) [^?]{0,30}(?:read|look)s?(?:ed)?\b|testkauf"
    r"|wir (?:haben )?bestellt|so sah(?:en)?\b|bildschirmfoto|capture d'ecran"
    r"|achats? test|nous avons (?:commande|achete)|captura de (?:pantalla|tela|ecra)|compra de prueba"
    r"|(?:hicimos|fizemos) (?:el|un|o|um) pedido|schermata|acquisto di prova|abbiamo (?:ordinato|comprato)"
    r"|schermafbeelding|proefaankoop|wij bestelden|skarmdump|testkop|vi (?:bestallde|kopte)|skaermbillede|testkob"
    r"|vi (?:bestilte|kobte)|zrzut ekranu|zakup kontrolowan|zamowilismy|так выглядел|скриншот|контрольн[\pL]* закуп"
    r"|мы заказали|スクリーンショット|試買|画面の写し"
)
# "Pharmacy", "Shop": the head of a column of sellers; each row below is the price that one of them asks.
SELLER_HEAD = pattern(
    r"pharmac|\bshops?\b|\bstores?\b|\bsellers?\b|vendor|retailer|apothe|handler|anbieter|\bfarmac|parafarm|drogari|tienda"
    r"|\blojas?\b|negozi|winkel|drogist|aanbieder|butik|forhandler|apotek|aptek|sklep|аптек|магазин|продав|площадк|薬局|店"
)
PARCEL_HEAD = pattern(
    r"^[^\pL]*(?:shipping|delivery|postage|versand|lieferung|livraison|expedition|envios?\b|entrega|frete|spedizion|consegna"
    r"|verzending|bezorging|levering|fragt|frakt|leverans|wysylka|dostawa|доставка|пересылка|送料|配送)"
)
# Column heads.
QUANTITY_HEAD = pattern(
    rf"quantit|\bqty|\bpack|package|amount|count\b|number|size|antal|anzahl|menge|packung|stuck|inhalt"
    rf"|cantidad|cantida|piezas|envase|quantidade|embalagem|quantite|boite|conditionnement|confezion"
    rf"|pezzi|aantal|verpakking|pakke|forpackning|antall|storlek|ilosc|opakowan|sztuk|колич|упаков"
    rf"|кол-во|数量|個数|内容量|^ ?{UNIT}(?:[^\pL]|$)"
)
# "Strips (10 caps)": its numbers count strips of ten.
BOX_HEAD = pattern(rf"(?:^|[^\pL\d]){BOX}[^\d]{{1,8}}(?P<n>\d{{1,3}}) ?{UNIT}")
STRENGTH_HEAD = pattern(
    r"strength|dos(?:age|e|ing|is)|\bmg\b|potency|starke|wirkstarke|dosierung|concentr|potenza|dosagg"
    r"|dosag|sterkte|styrke|styrka|moc\b|dawk|дозиров|доза|規格|用量|含有量|(?:^|[^\pL])мг(?:[^\pL]|$)"
)
BONUS_HEAD = pattern(r"bonus|gratis|free|extra|regal|omaggio|gift|подар|бонус|おまけ")
PRICE_HEAD = pattern(
    r"price|total|cost|sum|\bpay|dollars?\b|pounds?\b|\breais\b|\byou pay|\beuros?\b|\busd\b|\beur\b|\bgbp\b"
    r"|\bcad\b|\baud\b|\$|€|£|preis|prix|precio"
    r"|importe|preco|valor|prezzo|prijs|bedrag|pris|belop|cena|kwota|цена|сумма|стоимость|итого|価格"
    r"|料金|金額|値段|税込"
)
