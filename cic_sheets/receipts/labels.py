"""What the words beside an amount make of it, in French, Arabic, English, Dutch, German, Spanish.

The order of the table decides: « Sous-total TTC » is no total, « TOTAL TTC dont TVA » is one.
"""

from __future__ import annotations

import re
from functools import cache

from cic_sheets.receipts.text import fold_pattern

_TABLE = (
    (
        "vat",
        r"^\W*(?:dont|soit|davon|enthalten|waarvan|of which|incl(?:us)?\b[^\d]*$|includes)\b"
        r".*(?:tva|vat|btw|mwst|ust|gst|sst|iva|taxe?s?)\b|\b(?:dont tva|dont taxes?|includes)\b"
        r"|\b(?:tva|vat|gst|btw|mwst|iva)\s*(?:incluse|comprise|included)\W*$(?<!total)",
    ),
    (
        "sub",
        r"\bsous[- ]?tot|\bsub[- ]?tot|\bzwischensumme|\btussentotaal|\bnettosumme"
        r"|المجموع الفرعي|المجموع الجزئي|\bs/total|\breport\b|\ba reporter\b"
        r"|\bpositionssumme|\bwarenwert|\bbase\b|\bbasis|\bgrondslag|\bline total"
        r"|\btotal charges? before",
    ),
    (
        "aside",
        r"\bpoints?\b|\bfidelit|\bsav(?:ed|ings?)\b|\beconomi|\bnombre|\bnbre?\b|\bnb\.|\bqte\b"
        r"|\bqty\b|\bquantit|\bitems?\b|\barticles\b|\bnb articles?|\bstuks|\bpcs\b|عدد|نقط"
        r"|\blitres?\b|\bvolume|\bkilom|\bcapital\b|\bgratuit|\bminimum|\bmaximum|\bplafond"
        r"|\bavant remise|\bbefore discount|\bcredit limit|\btotal weight|\bpoids|\bmiles\b"
        r"|\bfrais de retard|\bindemnit|\bpenalit|\bjours?\b|\bdays\b|\bmonthly|\bmensuel",
    ),
    (
        "discount",
        r"\bremise|\brabais|\breduction|\bdiscount|\bkorting|\brabatt|\bdescuento|خصم|تخفيض"
        r"|\babschlag|\bskonto|\brewards?\b|\bcoupon|\bbon d'achat|\bvoucher|\brebate",
    ),
    (
        "rounding",
        r"\barrondi|\brounding|\bround(?:ed)? adj|\brnd adj|\bafronding|\brundung|\bredondeo",
    ),
    (
        "net",
        r"\b(?:netto|net)\b.*\bexcl|\brechnungssumme (?:ohne|netto)|\btotal (?:hors|excl)"
        r"|\bmontant (?:total )?h\.?\s?t\b|\btotal h\.?\s?t\b|\bexcl(?:\.|ud)",
    ),
    (
        "gross",
        r"\bt\.?\s?t\.?\s?c\b|\btoutes taxes|\btaxes? comprises?|\bgrand total|\btotal general"
        r"|\bbrutto(?!preis)|\bincl(?:\.|uding|usive|uant)?\s*(?:of\s*)?(?:all\s*)?(?:\d+\s?%\s*)?"
        r"(?:gst|vat|tax|btw|mwst|ust|sst|iva)|\brounded total|\btotal\W*rounded"
        r"|\bt(?:ota|t)l (?:after|aft|atf) r|\brechnungsbetrag|\brechnungssumme"
        r"|\bgesamtbetrag(?! der)|\bendbetrag|\bendsumme|\bgesamtsumme|\bsumme gesamt"
        r"|\bfactuur ?totaal|\btotaalbedrag|\beindtotaal|\btotal factura|\bimporte total"
        r"|\binvoice total|\btotal invoice|\btotal (?:de la )?facture|\btotal amount"
        r"|\bmontant total(?! h)|\btotal charges|\border total|\btotal sales?\b"
        r"|المجموع الكلي|المجموع العام|المبلغ الاجمالي|المبلغ الكلي|المبلغ شامل"
        r"|مع احتساب الرسوم|شامل الضريبة|شامل الرسوم|متضمن الضريبة|الاجمالي(?! قبل)",
    ),
    (
        "net",
        r"\bh\.?\s?t\b\.?|\bhors[- ]tax|\bexcl|\bohne\b|\bzzgl|\bnet total|\btotal net\b(?! a)"
        r"|\bnetto|\bnett\b|\bbefore tax|\bsans tva|بدون|دون احتساب|خارج الرسوم|قبل الضريبة"
        r"|\buntaxed|\bbase imponible|\bsous reserve|\btaxable",
    ),
    (
        "vat",
        r"\bt\.?v\.?a\b|\bvat\b|\bbtw\b|\bmwst|\bu?st\b|\bgst\b|\bsst\b|\biva\b|\btax(?:es?|e)?\b"
        r"|\bsteuer|\bumsatzsteuer|\bimpuesto|الضريبة|ضريبة|ض\.?\s?ق\.?\s?م|\bigic\b"
        r"|\bsteuerbetrag|\bsales tax",
    ),
    ("stamp", r"\btimbre|\bstamp dut|تنبر|التنبر"),
    (
        "change",
        r"\brendu|\ba rendre|\bmonnaie|\bchange\b|\bwisselgeld|\bruckgeld|\bwechselgeld"
        r"|\bcambio|\bvuelto|الباقي|المرجع|الصرف",
    ),
    (
        "deposit",
        r"\bacompte|\bavance|\barrhes|\bdeposit|\badvance|\banzahlung|\bvoorschot|\banticipo"
        r"|\bdeja (?:regle|paye|verse)|تسبيق|عربون|\bprepa(?:id|yment)|\bdownpayment",
    ),
    (
        "balance",
        r"\bsolde|\bbalance|\bresidual|\breste\b|\brestant|\boutstanding|\bsaldo|\bzahlbetrag"
        r"|\bopenstaand|الرصيد|المتبقي|\bnoch zu|\brestbetrag|\bremaining|\bprevious"
        r"|\bprecedent|\barriere",
    ),
    (
        "due",
        r"\bnet a payer|\ba payer|\ba regler|\bamount due|\btotal due|\bte betalen|\bzu zahlen"
        r"|\ba pagar|\bamount payable|\bdue\b|الواجب|المستحق|للاداء|\bpayable|\bpay this",
    ),
    (
        "paid",
        r"\bespeces?|\bcash\b|\bcarte|\bcb\b|\bvisa\b|\bmaster ?card|\bmaestro|\bcard\b|\bcheque"
        r"|\bvirement|\bpayee?s?\b|\bpaid\b|\bpayment|\bpaiement|\breglement|\bregle\b|\btender"
        r"|\brecu\b|\breceived|\bbar\b|\bgegeben|\bcontant|\bpin\b|\bbancontact|\befectivo"
        r"|\bentregado|\btarjeta|نقدا|بطاقة|المدفوع|المؤدى|\bbetaald|\bbezahlt|\bpago\b"
        r"|\bamount given|\bdonne\b|\bverse\b|\bamex|\bpaypal",
    ),
    (
        "total",
        r"\btotal\b|\btotaal\b|\bsumme\b|\bsuma\b|\bgesamt\b|المجموع|\bttl\b|\btota1\b"
        r"|\btot\b\.?|المبلغ الواجب",
    ),
    (
        "amount",
        r"\bmontant|المبلغ|\bimporte|\bbetrag|\bbedrag|\bamount|\bsomme\b|\bprix|\bprice"
        r"|\bprijs|\bpreis|\btarif|\bfare\b|الثمن|السعر|\bamt\b|\bvaleur|\bprecio",
    ),
)


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(fold_pattern(pattern))) for kind, pattern in _TABLE)


@cache
def kind_of(words: str) -> str:
    """What folded words say of the amount beside them: "gross", "vat"…; "" when nothing."""
    return next((kind for kind, pattern in _kinds() if pattern.search(words)), "")


_DAY_TABLE = (
    (
        "other",
        r"\becheance|\bdue\b|\bvervaldat|\bverval|\bfallig|\bzahlbar|\bzahlungsziel|\bvencim"
        r"|\blivraison|\bdelivery|\bdelivered|\bliefer|\bleistung|\blevering|\bentrega"
        r"|\bimprim|\bimpression|\bprint|\bedite le|\bgedruckt|\bafgedrukt|\bvalid|\bexpir"
        r"|\bnaissance|\bbirth|\bcommande|\border|\bbestell|\bpedido|\bperiode|\bperiod|\bzeitraum"
        r"|\bdepart|\barriv|\bcheck|\bsejour|\bfrom\b|\bdu\b(?=.*\bau\b)|\bau\b|\bbis\b|\buntil"
        r"|\bjusqu|\bavant le|\bbefore|\bpay(?:ment|e|ed)?\b|\bpaid|\breglement|\bpaiement"
        r"|\bvirement|\bprochain|\bnext|\bprecedent|\bprevious|\breturn|\bretour|\bversion|\bstand\b"
        r"|\bvom\b(?=.*bestell)|\bskonto|\bmise en|\bvoyage|\btravel|\bdevis|\bquot|\bcontrat"
        r"|\bcontract|\bsince|\bdepuis|\bautoris|\blimite|\bdernier|\bshipped|\bship\b"
        r"|الاستحقاق|التسليم|الطباعة|الصلاحية|الازدياد|الميلاد|السفر|الحجز|الطلب"
        r"|\bhp\b|\bmanufact|\bfabri|\bexp\b|\blot\b|\b7ala",
    ),
    (
        "own",
        r"\bdate (?:de (?:la |l')?)?(?:facture|facturation|emission|d'emission|piece|ticket|recu"
        r"|vente|document)|\bdate d'?\s?(?:emission|achat|operation)|\binvoice date"
        r"|\bdate of (?:issue|invoice)|\bissued at"
        r"|\breceipt date|\bbill(?:ing)? date|\bissue(?:d)? (?:date|on)|\bfactuur ?datum"
        r"|\brechnungsdatum|\bbelegdatum|\bfecha (?:de )?(?:factura|emision)|\bemise? le"
        r"|\bfacture.{0,25}\bdu\b|\brechnung.{0,40}\bvo[nm]\b|\bfacturee? le|\bdate facture"
        r"|تاريخ الفاتورة|تاريخ الاصدار|تاريخ الوصل|\btransaction date|\bdated\b|\bsale date",
    ),
    (
        "date",
        r"\bdate\b|\bdatum\b|\bfecha\b|تاريخ|التاريخ|\ble\s*:?\s*$|\bden\s*$|حرر|\bdt\b|\bin\b.*\bam\b",
    ),
)


@cache
def _day_kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(fold_pattern(pattern))) for kind, pattern in _DAY_TABLE)


@cache
def day_kind_of(words: str) -> str:
    """What folded words say of the day behind them: "own" (the receipt's), "date", "other", ""."""
    return next((kind for kind, pattern in _day_kinds() if pattern.search(words)), "")
