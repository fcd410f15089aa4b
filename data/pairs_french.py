"""French as the pairs need it: what elides and contracts, conjugation, agreement, numbers, and how it is typeset."""

import re

# Infinitive: the six forms of the present; participle; stem of the future; stem of the imperfect where it is not that of «nous».
IRREGULAR = """être suis es est sommes êtes sont; été; ser; ét
avoir ai as a avons avez ont; eu; aur
aller vais vas va allons allez vont; allé; ir
venir viens viens vient venons venez viennent; venu; viendr
voir vois vois voit voyons voyez voient; vu; verr
vouloir veux veux veut voulons voulez veulent; voulu; voudr
pouvoir peux peux peut pouvons pouvez peuvent; pu; pourr
devoir dois dois doit devons devez doivent; dû; devr
boire bois bois boit buvons buvez boivent; bu; boir
prendre prends prends prend prenons prenez prennent; pris; prendr
ouvrir ouvre ouvres ouvre ouvrons ouvrez ouvrent; ouvert; ouvrir
connaître connais connais connaît connaissons connaissez connaissent; connu; connaîtr
recevoir reçois reçois reçoit recevons recevez reçoivent; reçu; recevr
peindre peins peins peint peignons peignez peignent; peint; peindr
suivre suis suis suit suivons suivez suivent; suivi; suivr
dormir dors dors dort dormons dormez dorment; dormi; dormir
mentir mens mens ment mentons mentez mentent; menti; mentir
rire ris ris rit rions riez rient; ri; rir
sourire souris souris sourit sourions souriez sourient; souri; sourir
courir cours cours court courons courez courent; couru; courr
lire lis lis lit lisons lisez lisent; lu; lir
écrire écris écris écrit écrivons écrivez écrivent; écrit; écrir
dire dis dis dit disons dites disent; dit; dir
savoir sais sais sait savons savez savent; su; saur
croire crois crois croit croyons croyez croient; cru; croir
partir pars pars part partons partez partent; parti; partir"""
UNITÉS = ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze",
          "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"]
DIZAINES = ["vingt", "trente", "quarante", "cinquante", "soixante"]


def vowel(word):
    """Whether words elide before it: «l'arbre», «l'homme»; but «le huit», «le onze», «la harpe»."""
    return re.match("[aeiouyhàâéèêëîïôûœ]", word.lower()) is not None and not re.match("huit|onze|harpe|haut", word.lower())


def elided(sentence):
    """«je ai» → «j'ai», «si il» → «s'il»."""
    def short(match):
        word, following = match.groups()
        return f"{word[:-1]}'" if vowel(following) else match.group()

    sentence = re.sub(r"\b([Jj]e|[Ll]e|[Ll]a|[Dd]e|[Nn]e|[Qq]ue|[Mm]e|[Tt]e|[Ss]e|puisque|parce que|lorsque) (?=(\w+))", short, sentence)
    return re.sub(r"\b([Ss])i (ils?)\b", r"\1'\2", sentence)


irregular = {}
for line in IRREGULAR.splitlines():
    forms, participle, future, *imperfect = [part.strip() for part in line.split(";")]
    infinitive, *present = forms.split()
    irregular[infinitive] = present, participle, future, imperfect[0] if imperfect else present[3][:-3]


class Verb:
    """A French verb: `present` of six forms, `participle`, the stems `future` and `imperfect`."""

    def __init__(self, infinitive, auxiliary="avoir", reflexive=False):
        self.infinitive, self.auxiliary, self.reflexive = infinitive, auxiliary, reflexive
        if infinitive in irregular:
            self.present, self.participle, self.future, self.imperfect = irregular[infinitive]
        elif infinitive.endswith("er"):
            self._first(infinitive[:-2])
        elif infinitive.endswith("ir"):
            stem = infinitive[:-1]
            self.present = [infinitive[:-2] + ending for ending in ("is", "is", "it", "issons", "issez", "issent")]
            self.participle, self.future, self.imperfect = stem, infinitive, infinitive[:-2] + "iss"
        else:
            stem = infinitive[:-2]
            self.present = [stem + ending for ending in ("s", "s", "", "ons", "ez", "ent")]
            self.participle, self.future, self.imperfect = stem + "u", infinitive[:-1], stem

    def _first(self, stem):
        """«manger» → «mangeons», «acheter» → «achète», «préférer» → «préfère», «nettoyer» → «nettoie», «appeler» → «appelle»."""
        strong = stem
        if stem.endswith("pel"):
            strong = stem + "l"
        elif re.search("e[tv]$", stem) and stem in ("achet", "lev"):
            strong = stem[:-2] + "è" + stem[-1]
        elif stem.endswith("éfér"):
            strong = stem[:-2] + "èr"
        elif stem.endswith(("oy", "ay")):
            strong = stem[:-1] + "i"
        self.soft = stem + "e" if stem.endswith("g") else stem[:-1] + "ç" if stem.endswith("c") else stem
        self.present = [strong + "e", strong + "es", strong + "e", self.soft + "ons", stem + "ez", strong + "ent"]
        self.participle, self.imperfect = stem + "é", self.soft
        self.future = (stem if stem.endswith("éfér") else strong) + "er"

    def form(self, tense, person):
        """The finite form: «mange», «mangera», «mangeait», and in the past that of the auxiliary."""
        if tense == "present":
            return self.present[person]
        if tense == "past":
            return irregular[self.auxiliary][0][person]
        if tense == "future":
            return self.future + ("ai", "as", "a", "ons", "ez", "ont")[person]
        ending = ("ais", "ais", "ait", "ions", "iez", "aient")[person]
        stem = self.imperfect
        if ending in ("ions", "iez") and stem.endswith("ge"):
            stem = stem[:-1]
        return stem + ending


def participle(verb, gender, plural):
    """As it agrees with a subject of «être», or an object that stands before."""
    ending = ("e" if gender == "f" else "") + ("s" if plural and not (verb.participle.endswith("s") and gender == "m") else "")
    return verb.participle + ending


def agreed(participle_, subject):
    return participle_ + ("e" if subject.gender == "f" else "") + ("s" if subject.plural else "")


def contracted(preposition, phrase):
    """«à le» → «au», «de les» → «des»; before a vowel they stay: «à l'école». phrase begins with its determiner."""
    text = f"{preposition} {phrase}"
    head, _, rest = phrase.partition(" ")
    last = preposition.split()[-1]
    joined = {("à", "le"): "au", ("à", "les"): "aux", ("de", "le"): "du", ("de", "les"): "des"}.get((last, head))
    if joined and not (head == "le" and vowel(rest)):
        text = f"{preposition[:-len(last)]}{joined} {rest}"
    return elided(text)


def french_number(n, gender="m", last=True):
    """«vingt et une», «quatre-vingts», «quatre-vingt-onze», «deux cents», «deux cent trois», «mille»."""
    if n == 1:
        return "une" if gender == "f" else "un"
    if n < 20:
        return UNITÉS[n]
    if n < 70:
        ten, one = DIZAINES[n // 10 - 2], n % 10
        return ten if not one else f"{ten} et {french_number(1, gender)}" if one == 1 else f"{ten}-{UNITÉS[one]}"
    if n < 80:
        return "soixante et onze" if n == 71 else f"soixante-{UNITÉS[n - 60]}"
    if n < 100:
        return ("quatre-vingts" if last else "quatre-vingt") if n == 80 else f"quatre-vingt-{french_number(n - 80, gender)}"
    if n < 1000:
        hundreds = "cent" if n < 200 else f"{UNITÉS[n // 100]} cent"
        return f"{hundreds} {french_number(n % 100, gender)}" if n % 100 else hundreds + ("s" if n >= 200 and last else "")
    thousands = "mille" if n < 2000 else f"{french_number(n // 1000, last=False)} mille"
    return f"{thousands} {french_number(n % 1000, gender)}" if n % 1000 else thousands


def typeset(text):
    """A narrow no-break space before «?» and «!», as French books and the public files have it."""
    return re.sub(" ([?!])", "\u202f\\1", text)
