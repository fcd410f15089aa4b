"""Makes eng-fra.tsv: 30,000 English sentences with their French ones, by a small grammar of both languages.

    python data/make_pairs.py > data/eng-fra.tsv

The French agrees: articles, adjectives and participles with their noun, verbs with their subject; vowels elide (l', d', j', qu', n'),
«de le» contracts, adjectives stand before or behind their noun, «pas» asks for «de». English «you» is «tu», «you all» is «vous»,
«they» is «ils».
Each English sentence stands once. They are sorted from short to long, as the public files are: whoever holds out a part shuffles first.
"""

import random
import re
import sys

COUNT = 30_000
SEED = 7

# 1. Words. A noun: English[/plural] French[/plural] gender.

PEOPLE = """man/men homme m, woman/women femme f, boy garçon m, girl fille f, child/children enfant m, teacher professeur m,
doctor médecin m, neighbour voisin m, student étudiant m, friend ami m, king roi m, queen reine f, baker boulanger m, waiter serveur m,
nurse infirmière f, singer chanteuse f, farmer fermier m, tourist touriste m, lawyer avocat m, actress/actresses actrice f,
worker ouvrier m, painter peintre m"""
FAMILY = """brother frère m, sister sœur f, mother mère f, father père m, son fils/fils m, daughter fille f, uncle oncle m, aunt tante f,
cousin cousin m, grandmother grand-mère/grands-mères f, grandfather grand-père/grands-pères m, wife/wives femme f, husband mari m"""
ANIMALS = """cat chat m, dog chien m, bird oiseau/oiseaux m, horse cheval/chevaux m, cow vache f, mouse/mice souris/souris f,
rabbit lapin m, fish/fish poisson m, sheep/sheep mouton m, hen poule f, donkey âne m, goat chèvre f, duck canard m, bear ours/ours m"""
THINGS = """book livre m, car voiture f, key clé f, letter lettre f, table table f, chair chaise f, box/boxes boîte f, bag sac m,
hat chapeau/chapeaux m, shirt chemise f, dress/dresses robe f, shoe chaussure f, coat manteau/manteaux m, watch/watches montre f,
bicycle vélo m, picture image f, flower fleur f, tree arbre m, lamp lampe f, bed lit m, cup tasse f, bottle bouteille f,
knife/knives couteau/couteaux m, glass/glasses verre m, umbrella parapluie m, newspaper journal/journaux m, pen stylo m,
computer ordinateur m, ticket billet m, gift cadeau/cadeaux m, boat bateau/bateaux m, plane avion m, mirror miroir m, clock horloge f,
ball balle f, guitar guitare f, suitcase valise f, sword épée f, ring bague f, toy jouet m, map carte f, phone téléphone m,
camera caméra f, candle bougie f, basket panier m, star étoile f"""
PLACES = """house maison f, school école f, market marché m, church/churches église f, garden jardin m, kitchen cuisine f, station gare f,
hotel hôtel m, museum musée m, library/libraries bibliothèque f, restaurant restaurant m, office bureau/bureaux m, park parc m,
shop magasin m, bank banque f, beach/beaches plage f, village village m, bridge pont m, street rue f, hospital hôpital/hôpitaux m,
theatre théâtre m, forest forêt f, castle château/châteaux m, island île f, factory/factories usine f, farm ferme f,
university/universities université f, airport aéroport m"""
FOODS = """apple pomme f, orange orange f, egg œuf m, cake gâteau/gâteaux m, pear poire f, carrot carotte f, tomato/tomatoes tomate f,
potato/potatoes pomme$de$terre/pommes$de$terre f, strawberry/strawberries fraise f, onion oignon m, lemon citron m,
sandwich/sandwiches sandwich m, biscuit biscuit m, mushroom champignon m, banana banane f, peach/peaches pêche f,
pineapple ananas/ananas m"""
EATEN = """bread pain m, meat viande f, cheese fromage m, rice riz m, soup soupe f, salad salade f, chocolate chocolat m, butter beurre m,
chicken poulet m, ice$cream glace f, garlic ail m"""
DRUNK = """water eau f, milk lait m, coffee café m, tea thé m, wine vin m, juice jus m, beer bière f, lemonade limonade f"""

# An adjective: English French[/feminine[/masculine plural[/masculine before a vowel]]]. The first ones stand before their noun.
BEFORE = """big grand/grande, small petit/petite, beautiful beau/belle/beaux/bel, new nouveau/nouvelle/nouveaux/nouvel,
old vieux/vieille/vieux/vieil, good bon/bonne, bad mauvais/mauvaise, young jeune/jeune, pretty joli/jolie, long long/longue"""
COLOURS = """red rouge/rouge, white blanc/blanche, black noir/noire, green vert/verte, blue bleu/bleue, yellow jaune/jaune,
grey gris/grise, pink rose/rose"""
QUALITIES = """expensive cher/chère, heavy lourd/lourde, empty vide/vide, clean propre/propre, dirty sale/sale, broken cassé/cassée,
useful utile/utile, light léger/légère, modern moderne/moderne, strange étrange/étrange"""
MOODS = """tired fatigué/fatiguée, happy heureux/heureuse, sad triste/triste, ill malade/malade, rich riche/riche, poor pauvre/pauvre,
strong fort/forte, intelligent intelligent/intelligente, kind gentil/gentille, famous célèbre/célèbre, ready prêt/prête, alone seul/seule,
angry fâché/fâchée, serious sérieux/sérieuse, nervous nerveux/nerveuse, lazy paresseux/paresseuse, proud fier/fière, calm calme/calme,
patient patient/patiente, generous généreux/généreuse, jealous jaloux/jalouse, curious curieux/curieuse, brave courageux/courageuse"""

# A verb: English base, third person, past, -ing; French infinitive; what it takes. The irregular ones are in IRREGULAR.
VERBS = """see sees saw seeing voir PTAL, buy buys bought buying acheter TF, sell sells sold selling vendre TF,
eat eats ate eating manger FE, drink drinks drank drinking boire D, love loves loved loving aimer PAT,
look$for looks$for looked$for looking$for chercher PATL, find finds found finding trouver PAT, take takes took taking prendre T,
lose loses lost losing perdre T, sweep sweeps swept sweeping balayer L, wait$for waits$for waited$for waiting$for attendre P,
hear hears heard hearing entendre PA, open opens opened opening ouvrir B, close closes closed closing fermer B,
draw draws drew drawing dessiner PATL, visit visits visited visiting visiter L, carry carries carried carrying porter T,
choose chooses chose choosing choisir TF, forget forgets forgot forgetting oublier PTL, repair repairs repaired repairing réparer R,
know knows knew knowing connaître P, leave leaves left leaving quitter PL, call calls called calling appeler P,
invite invites invited inviting inviter P, help helps helped helping aider P, watch watches watched watching regarder PAT,
hide hides hid hiding cacher TF, clean cleans cleaned cleaning nettoyer TL, prefer prefers preferred preferring préférer T,
want wants wanted wanting vouloir TF, receive receives received receiving recevoir T, paint paints painted painting peindre ATL,
feed feeds fed feeding nourrir A, cook cooks cooked cooking cuisiner FE, cut cuts cut cutting couper F,
follow follows followed following suivre PA, admire admires admired admiring admirer PATL"""
# What one does without an object; with the auxiliary «être» where the participle agrees.
DOINGS = """sleep sleeps slept sleeping dormir, work works worked working travailler, sing sings sang singing chanter,
dance dances danced dancing danser, laugh laughs laughed laughing rire, cry cries cried crying pleurer, run runs ran running courir,
read reads read reading lire, write writes wrote writing écrire, swim swims swam swimming nager,
travel travels travelled travelling voyager, eat eats ate eating manger, smoke smokes smoked smoking fumer,
walk walks walked walking marcher, study studies studied studying étudier, lie lies lied lying mentir,
smile smiles smiled smiling sourire, wait waits waited waiting attendre, play plays played playing jouer,
shout shouts shouted shouting crier, pay pays paid paying payer"""
GOINGS = """go goes went going aller, come comes came coming venir, arrive arrives arrived arriving arriver,
return returns returned returning retourner"""
REFLEXIVE = """get$up gets$up got$up getting$up lever, wake$up wakes$up woke$up waking$up réveiller,
go$to$bed goes$to$bed went$to$bed going$to$bed coucher, wash washes washed washing laver, hurry hurries hurried hurrying dépêcher,
rest rests rested resting reposer, get$dressed gets$dressed got$dressed getting$dressed habiller"""

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

NAMES = [("Marie", "f"), ("Paul", "m"), ("Anna", "f"), ("Tom", "m"), ("Julie", "f"), ("Henri", "m"), ("Alice", "f"), ("Luc", "m"),
         ("Emma", "f"), ("Oscar", "m"), ("Claire", "f"), ("Hugo", "m")]
CITIES = [("Paris", "Paris"), ("London", "Londres"), ("Seoul", "Séoul"), ("Rome", "Rome"), ("Lyon", "Lyon"), ("Athens", "Athènes"),
          ("Brussels", "Bruxelles")]
COUNTRIES = [("France", "en France"), ("Germany", "en Allemagne"), ("Japan", "au Japon"), ("Canada", "au Canada"), ("Spain", "en Espagne"),
             ("Korea", "en Corée"), ("the United States", "aux États-Unis"), ("Italy", "en Italie"), ("Brazil", "au Brésil"),
             ("England", "en Angleterre"), ("Iran", "en Iran"), ("the Netherlands", "aux Pays-Bas")]
LANGUAGES = [("French", "français"), ("English", "anglais"), ("Korean", "coréen"), ("German", "allemand"), ("Spanish", "espagnol"),
             ("Italian", "italien")]
DAYS = list(zip(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
                ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]))
MONTHS = list(zip(["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
                   "December"],
                  ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
                   "décembre"]))
INSTRUMENTS = [("piano", "du piano"), ("guitar", "de la guitare"), ("violin", "du violon"), ("flute", "de la flûte"),
               ("harp", "de la harpe"), ("organ", "de l'orgue")]
SPORTS = [("football", "au football"), ("tennis", "au tennis"), ("chess", "aux échecs"), ("cards", "aux cartes"), ("rugby", "au rugby")]
WEATHER = [("cold", "froid"), ("hot", "chaud"), ("nice", "beau"), ("cool", "frais"), ("dark", "sombre")]
# When, and the tense it asks for.
TIMES = {"present": [("every day", "tous les jours"), ("today", "aujourd'hui"), ("on {day}s", "le {jour}"), ("in the morning", "le matin")],
         "past": [("yesterday", "hier"), ("last week", "la semaine dernière"), ("last night", "hier soir"),
                  ("last year", "l'année dernière"),
                  ("two days ago", "il y a deux jours"), ("last {day}", "{jour} dernier")],
         "future": [("tomorrow", "demain"), ("next week", "la semaine prochaine"), ("tonight", "ce soir"),
                    ("next year", "l'année prochaine"),
                    ("next {day}", "{jour} prochain"), ("in an hour", "dans une heure")],
         "imperfect": [("every day", "tous les jours"), ("in those days", "en ce temps-là"), ("at that time", "à cette époque"),
                       ("in summer", "en été")]}
NEGATED = {"will": "won't", "am": "am not", "is": "isn't", "are": "aren't", "was": "wasn't", "were": "weren't"}
PHRASES = """Hello!=Bonjour !|Good evening!=Bonsoir !|Good night!=Bonne nuit !|Thank you very much.=Merci beaucoup.|Goodbye!=Au revoir !
See you soon!=À bientôt !|See you tomorrow!=À demain !|Excuse me.=Excusez-moi.|I am sorry.=Je suis désolé.
Of course!=Bien sûr !|Good luck!=Bonne chance !|Happy birthday!=Joyeux anniversaire !|Enjoy your meal!=Bon appétit !
Well done!=Bravo !|What is your name?=Comment t'appelles-tu ?|How are you?=Comment vas-tu ?|I am fine.=Je vais bien.
Welcome!=Bienvenue !|Happy New Year!=Bonne année !|What time is it?=Quelle heure est-il ?|I don't know.=Je ne sais pas.
I don't understand.=Je ne comprends pas.|It doesn't matter.=Ce n'est pas grave.|Have a good trip!=Bon voyage !
Never mind.=Tant pis.|How much is it?=Combien ça coûte ?|Help!=Au secours !|Me too.=Moi aussi.|Why not?=Pourquoi pas ?
Let's go!=Allons-y !"""


def fields(table):
    return [[field.replace("$", " ") for field in entry.split()] for entry in table.replace("\n", " ").split(",")]


class Noun:
    def __init__(self, english, french, gender):
        self.en, _, plural = english.partition("/")
        self.en_plural = plural or (self.en[:-1] + "ies" if re.search("[^aeiou]y$", self.en) else self.en + "s")
        self.fr, _, plural = french.partition("/")
        self.fr_plural = plural or self.fr + "s"
        self.gender = gender


class Adjective:
    def __init__(self, english, french, before=False):
        self.en, self.before = english, before
        forms = french.split("/") + [None] * 4
        self.m, self.f = forms[0], forms[1]
        self.m_plural = forms[2] or (self.m if self.m[-1] in "sx" else self.m + "s")
        self.m_vowel = forms[3] or self.m

    def fr(self, gender, plural=False, noun=""):
        """The form that agrees. noun: the word behind it, before whose vowel «beau» is «bel»."""
        if gender == "f":
            return self.f + ("s" if plural else "")
        return self.m_plural if plural else self.m_vowel if vowel(noun) else self.m


def nouns(table):
    return [Noun(*entry) for entry in fields(table)]


def adjectives(table, before=False):
    return [Adjective(*entry, before) for entry in fields(table)]


people, family, animals, things, places, foods, eaten, drunk = map(nouns, (PEOPLE, FAMILY, ANIMALS, THINGS, PLACES, FOODS, EATEN, DRUNK))
before, colours, qualities, moods = adjectives(BEFORE, True), adjectives(COLOURS), adjectives(QUALITIES), adjectives(MOODS)
openable = [noun for noun in things if noun.en in ("box", "bag", "bottle", "umbrella", "suitcase", "letter", "gift",
                                                   "basket")] + nouns("door porte f, window fenêtre f")
repairable = [noun for noun in things if noun.en in ("car", "watch", "bicycle", "lamp", "chair", "computer", "boat", "clock", "phone",
                                                     "camera", "toy", "guitar", "plane")]
KINDS = {"P": people + family, "A": animals, "T": things, "L": places, "F": foods, "E": eaten, "D": drunk, "B": openable, "R": repairable}
NOT_FOR_THINGS = {"young", "good", "bad"}
NOT_FOR_PEOPLE = {"long", "new", "good", "bad", "alone", "ill", "ready"}  # beside the noun; one can be all of these but the first four
FOR_PLACES = {"clean", "dirty", "modern", "strange", "empty"}
ONLY_ONE = {"mother", "father", "grandmother", "grandfather", "wife", "husband"}


# 2. French: sound and conjugation

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


# 3. Noun phrases: (English, French, person 0 to 5, gender)

class Phrase:
    def __init__(self, en, fr, person=2, gender="m"):
        self.en, self.fr, self.person, self.gender = en, fr, person, gender

    @property
    def plural(self):
        return self.person >= 3


PRONOUNS = [Phrase("I", "je", 0), Phrase("you", "tu", 1), Phrase("he", "il", 2), Phrase("she", "elle", 2, "f"), Phrase("we", "nous", 3),
            Phrase("you all", "vous", 4), Phrase("they", "ils", 5)]
OWNERS = [("my", "mon ma mes"), ("your", "ton ta tes"), ("his", "son sa ses"), ("our", "notre notre nos"), ("their", "leur leur leurs")]
UNITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
         "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
UNITÉS = ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze",
          "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"]
DIZAINES = ["vingt", "trente", "quarante", "cinquante", "soixante"]


def english_number(n):
    if n < 20:
        return UNITS[n]
    if n < 100:
        return TENS[n // 10 - 2] + (f"-{UNITS[n % 10]}" if n % 10 else "")
    if n < 1000:
        return f"{UNITS[n // 100]} hundred" + (f" and {english_number(n % 100)}" if n % 100 else "")
    return f"{english_number(n // 1000)} thousand" + (f" {english_number(n % 1000)}" if n % 1000 else "")


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


def article(word):
    return "an" if re.match("[aeiou]", word) and not re.match("uni|use|one|europ", word) else "a"


class Grammar:
    """Draws sentences; every method gives a pair (English, French), without capital and full stop or with its mark."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.pick = self.random.choice

    def chance(self, share):
        return self.random.random() < share

    # Noun phrases

    def adjective_for(self, noun):
        if noun in people or noun in family:
            return self.pick([one for one in before + moods if one.en not in NOT_FOR_PEOPLE])
        if noun in animals:
            return self.pick([one for one in before + colours if one.en not in ("long", "new")])
        if noun in foods:
            return self.pick(before[:3] + before[5:7] + colours)
        return self.pick(self.for_things(noun))

    def for_things(self, noun):
        fit = [one for one in qualities if one.en in FOR_PLACES] if noun in places else qualities
        return [one for one in before + colours + fit if one.en not in NOT_FOR_THINGS]

    def phrase(self, noun, determiner=None, plural=None, adjective=None, negative=False):
        """A noun with what stands around it: "the red cars" «les voitures rouges». adjective: None for sometimes one, False for none."""
        determiner = determiner or self.pick(["the", "the", "the", "a", "a", "this", "my", "your", "his", "our", "their", "number"])
        if determiner == "number":
            return self.counted(noun)
        plural = noun.en not in ONLY_ONE and self.chance(0.3) if plural is None else plural
        if adjective is None:
            adjective = self.adjective_for(noun) if self.chance(0.35) else False
        en = noun.en_plural if plural else noun.en
        fr = noun.fr_plural if plural else noun.fr
        if adjective:
            en = f"{adjective.en} {en}"
            agreed = adjective.fr(noun.gender, plural, fr if adjective.before else "")
            fr = f"{agreed} {fr}" if adjective.before else f"{fr} {agreed}"
        first = bool(adjective) and adjective.before
        en, fr = self.determined(determiner, en, fr, noun.gender, plural, first, negative)
        return Phrase(en, fr, 5 if plural else 2, noun.gender)

    def determined(self, determiner, en, fr, gender, plural, adjective_first, negative):
        feminine = gender == "f"
        if determiner == "the":
            return f"the {en}", f"les {fr}" if plural else f"{'la' if feminine else 'le'} {fr}"
        if determiner == "a":
            if negative:  # «pas de»
                return (f"any {en}" if plural else f"{article(en)} {en}"), f"de {fr}"
            if plural:
                return f"some {en}", f"de {fr}" if adjective_first else f"des {fr}"
            return f"{article(en)} {en}", f"{'une' if feminine else 'un'} {fr}"
        if determiner == "this":
            if plural:
                return f"these {en}", f"ces {fr}"
            return f"this {en}", f"{'cette' if feminine else 'cet' if vowel(fr) else 'ce'} {fr}"
        masculine_form, feminine_form, plural_form = dict(OWNERS)[determiner].split()
        own = plural_form if plural else feminine_form if feminine and not vowel(fr) else masculine_form
        return f"{determiner} {en}", f"{own} {fr}"

    def counted(self, noun, most=99):
        n = self.random.randint(2, 12) if self.chance(0.6) else self.random.randint(13, most)
        return Phrase(f"{english_number(n)} {noun.en_plural}", f"{french_number(n, noun.gender)} {noun.fr_plural}", 5, noun.gender)

    def mass(self, noun, negative):
        """"bread" «du pain», «de l'eau», «pas de pain»."""
        if negative:
            return Phrase(f"any {noun.en}", f"de {noun.fr}", 2, noun.gender)
        some = "de l'" if vowel(noun.fr) else "de la " if noun.gender == "f" else "du "
        return Phrase(f"some {noun.en}", some + noun.fr, 2, noun.gender)

    def object(self, kinds, negative=False):
        kind = self.pick(kinds)
        noun = self.pick(KINDS[kind])
        if kind in "ED":
            return self.mass(noun, negative)
        if noun in family:
            return self.phrase(noun, self.pick(["my", "your", "his", "our", "their"]), plural=False)
        return self.phrase(noun, negative=negative)

    def subject(self):
        drawn = self.random.random()
        if drawn < 0.5:
            return self.pick(PRONOUNS)
        if drawn < 0.65:
            name, gender = self.pick(NAMES)
            return Phrase(name, name, 2, gender)
        if drawn < 0.82:
            return self.phrase(self.pick(family), self.pick(["my", "your", "his", "our", "their"]), adjective=False)
        return self.phrase(self.pick(people), self.pick(["the", "the", "this", "a"]), adjective=None if self.chance(0.4) else False)

    def place(self):
        return self.phrase(self.pick(places), self.pick(["the", "the", "the", "this", "my", "our"]), plural=False,
                           adjective=None if self.chance(0.3) else False)

    def time(self, tense):
        en, fr = self.pick(TIMES[tense])
        day, jour = self.pick(DAYS)
        return en.format(day=day), fr.format(jour=jour)

    # Clauses

    def tense(self):
        return self.pick(["present", "present", "present", "past", "past", "future", "imperfect"])

    def english(self, subject, verb, tense, rest, negative=False, question=False, progressive=False):
        """verb: (base, third person, past, -ing)."""
        base, third, past, ing = verb
        he = subject.person == 2
        be = ("am" if subject.person == 0 else "is" if he else "are")
        if tense == "future":
            parts = ["will", base]
        elif tense == "imperfect":
            parts = ["was" if subject.person in (0, 2) else "were", ing] if progressive else ["used to", base]
        elif tense == "present" and progressive:
            parts = [be, ing]
        else:
            parts = None
        if parts and parts[0] == "used to":
            if question or negative:
                words = ["did", subject.en, "use to", base] if question else [subject.en, "didn't use to", base]
            else:
                words = [subject.en, *parts]
        elif parts:
            helper = NEGATED[parts[0]] if negative else parts[0]
            words = [helper, subject.en, parts[1]] if question else [subject.en, helper, parts[1]]
        elif question or negative:
            do = "did" if tense == "past" else "does" if he else "do"
            do += "n't" if negative else ""
            words = [do, subject.en, base] if question else [subject.en, do, base]
        else:
            words = [subject.en, past if tense == "past" else third if he else base]
        return " ".join([*words, rest]).strip()

    def french(self, subject, verb, tense, rest, negative=False, question=False, pronoun="", agrees=None):
        """pronoun: what stands before the verb («me», «le», «lui»). agrees: the object before the verb that a participle agrees with."""
        if verb.reflexive:
            pronoun = ("me", "te", "se", "nous", "vous", "se")[subject.person]
        finite = verb.form(tense, subject.person)
        words = [pronoun, finite] if pronoun else [finite]
        if negative:
            words = ["ne", *words, "pas"]
        if tense == "past":
            by = subject if verb.auxiliary == "être" else agrees
            words.append(participle(verb, by.gender, by.plural) if by else verb.participle)
        start = ["est-ce que", subject.fr] if question else [subject.fr]
        return elided(" ".join([*start, *words, rest]).strip())

    def clause(self, question=False, negative=None, tense=None, subject=None):
        """Someone does something, with something or without, here or there, now or then."""
        subject = subject or self.subject()
        tense = tense or self.tense()
        negative = self.chance(0.25) and not question if negative is None else negative
        drawn = self.random.random()
        extra_en = extra_fr = pronoun = ""
        progressive = self.chance(0.4)
        if drawn < 0.6:
            *en, infinitive, kinds = self.pick(fields(VERBS))
            verb = Verb(infinitive)
            there = self.object(kinds, negative)
            if en[0] in ("know", "want", "prefer", "love", "see", "hear", "forget", "find"):
                progressive = False
            if en[0] in ("prefer",) and there.en.startswith("some "):
                return self.clause(question, negative, tense, subject)
            extra_en, extra_fr = there.en, there.fr
            if self.chance(0.12) and "P" not in kinds:
                place = self.place()
                extra_en, extra_fr = f"{extra_en} in {place.en}", f"{extra_fr} dans {place.fr}"
        elif drawn < 0.75:
            *en, infinitive = self.pick(fields(DOINGS))
            verb = Verb(infinitive)
            if self.chance(0.5):
                en_place, fr_place = self.somewhere()
                extra_en, extra_fr = en_place, fr_place
        elif drawn < 0.9:
            *en, infinitive = self.pick(fields(GOINGS))
            verb = Verb(infinitive, "être")
            place = self.place()
            preposition = "at" if en[0] == "arrive" else "to"
            if self.chance(0.25):
                city = self.pick(CITIES)
                extra_en, extra_fr = f"{'in' if preposition == 'at' else 'to'} {city[0]}", f"à {city[1]}"
            else:
                extra_en, extra_fr = f"{preposition} {place.en}", contracted("à", place.fr)
        else:
            *en, infinitive = self.pick(fields(REFLEXIVE))
            verb = Verb(infinitive, "être", reflexive=True)
            if self.chance(0.5):
                at_en, at_fr = self.hour()
                extra_en, extra_fr = f"at {at_en}", f"à {at_fr}"
        if self.chance(0.3):
            when = self.time(tense)
            extra_en, extra_fr = f"{extra_en} {when[0]}".strip(), f"{extra_fr} {when[1]}".strip()
        return (self.english(subject, en, tense, extra_en, negative, question, progressive),
                self.french(subject, verb, tense, extra_fr, negative, question, pronoun))

    def somewhere(self):
        if self.chance(0.1):
            return "at home", "à la maison"
        preposition_en, preposition_fr = self.pick([("in", "dans"), ("in", "dans"), ("in front of", "devant"), ("behind", "derrière"),
                                                    ("near", "près de"),
                                                    ("next to", "à côté de"), ("far from", "loin de")])
        place = self.place()
        return f"{preposition_en} {place.en}", contracted(preposition_fr, place.fr)

    def hour(self):
        hour, minutes = self.random.randint(1, 12), self.pick([0, 0, 0, 5, 10, 15, 15, 20, 25, 30, 30, 35, 40, 45, 45, 50, 55])
        name = english_number
        following = hour % 12 + 1

        def heures(h):
            return "midi" if h == 12 else "une heure" if h == 1 else f"{UNITÉS[h]} heures"

        def clock(h):
            return "noon" if h == 12 else name(h)
        if minutes == 0:
            return "noon" if hour == 12 else f"{name(hour)} o'clock", heures(hour)
        if minutes == 15:
            return f"a quarter past {clock(hour)}", f"{heures(hour)} et quart"
        if minutes == 30:
            return f"half past {clock(hour)}", f"{heures(hour)} et demi{'' if hour == 12 else 'e'}"
        if minutes == 45:
            return f"a quarter to {clock(following)}", f"{heures(following)} moins le quart"
        if minutes < 30:
            return f"{name(minutes)} past {clock(hour)}", f"{heures(hour)} {french_number(minutes)}"
        return f"{name(60 - minutes)} to {clock(following)}", f"{heures(following)} moins {french_number(60 - minutes)}"

    # Sentences

    def statement(self):
        return [text + "." for text in self.clause()]

    def question(self):
        return self.asked(*self.clause(question=True))

    def asked(self, en, fr):
        return en + "?", fr + " ?"

    def why(self):
        en, fr = self.clause(question=True, tense=self.pick(["present", "past"]))
        word, mot = self.pick([("why", "pourquoi"), ("when", "quand")])
        return self.asked(f"{word} {en}", elided(f"{mot} {fr}"))

    def two_clauses(self):
        joint_en, joint_fr = self.pick([("because", "parce que"), ("but", "mais"), ("and", "et"), ("when", "quand"), ("if", "si")])
        first, second = self.subject(), self.pick(PRONOUNS)
        if joint_en == "if":
            tenses = ("present", "present")
        elif joint_en == "when":
            tenses = self.pick([("present", "present"), ("imperfect", "imperfect"), ("past", "past")])
        else:
            tenses = self.pick(["present", "past", "future"]), self.pick(["present", "past"])
        one, two = self.short(first, tenses[0]), self.short(second, tenses[1])
        return f"{one[0]} {joint_en} {two[0]}.", elided(f"{one[1]} {joint_fr} {two[1]}.")

    def short(self, subject, tense):
        if self.chance(0.4) and tense != "past":
            return self.being(subject, tense)
        *en, infinitive = self.pick(fields(DOINGS))
        negative = self.chance(0.3)
        return (self.english(subject, en, tense, "", negative, progressive=tense == "present"),
                self.french(subject, Verb(infinitive), tense, "", negative))

    def being(self, subject, tense, adjective=None, negative=None):
        """"she is not tired" «elle n'est pas fatiguée»."""
        adjective = adjective or self.pick(moods)
        negative = self.chance(0.25) if negative is None else negative
        if tense == "future":
            be = "won't be" if negative else "will be"
        elif tense == "present":
            be = {0: "am", 2: "is"}.get(subject.person, "are")
        else:
            be = "was" if subject.person in (0, 2) else "were"
        if negative and tense != "future":
            be = "am not" if be == "am" else be + "n't"
        fr = self.french(subject, Verb("être"), tense, adjective.fr(subject.gender, subject.plural), negative)
        return f"{subject.en} {be} {adjective.en}", fr

    def quality(self):
        tense = self.pick(["present", "present", "imperfect", "future"])
        if self.chance(0.5):
            return [text + "." for text in self.being(self.subject(), tense)]
        noun = self.pick(things + places + animals)
        subject = self.phrase(noun, self.pick(["the", "this", "my", "your", "our", "their", "his"]), adjective=False)
        fits = before[:3] + colours if noun in animals else self.for_things(noun)
        return [text + "." for text in self.being(subject, tense, self.pick(fits))]

    def compared(self):
        more_en, more_fr = self.pick([("more {} than", "plus"), ("less {} than", "moins"), ("as {} as", "aussi")])
        first, second = self.subject(), self.subject()
        while second.en in ("I", "he", "she", "we", "you", "they", "you all") or second.en == first.en:
            second = self.subject()
        adjective = self.pick([one for one in moods if len(one.en) > 5])
        be = {0: "am", 2: "is"}.get(first.person, "are")
        fr = self.french(first, Verb("être"), "present", f"{more_fr} {adjective.fr(first.gender, first.plural)} que {second.fr}")
        return f"{first.en} {be} {more_en.format(adjective.en)} {second.en}.", elided(fr) + "."

    def placed(self):
        """"the cat is under the table" «le chat est sous la table»; "where is the cat?"."""
        subject = self.phrase(self.pick(animals + things), self.pick(["the", "my", "your", "his", "our", "a"]))
        if self.chance(0.12):
            return self.asked(f"where {'are' if subject.plural else 'is'} {subject.en}",
                              elided(f"où {'sont' if subject.plural else 'est'} {subject.fr}"))
        where = self.phrase(self.pick(things), self.pick(["the", "the", "this", "my"]), plural=False)
        en, fr = self.pick([("under", "sous"), ("on", "sur"), ("behind", "derrière"), ("next to", "à côté de"), ("in front of", "devant"),
                            ("near", "près de")])
        tense = self.pick(["present", "present", "imperfect"])
        be = ("are" if subject.plural else "is") if tense == "present" else "were" if subject.plural else "was"
        rest = contracted(fr, where.fr)
        return f"{subject.en} {be} {en} {where.en}.", self.french(subject, Verb("être"), tense, rest) + "."

    def there_is(self):
        negative = self.chance(0.25)
        noun = self.pick(people + animals + things)
        what = self.phrase(noun, "a", negative=negative) if negative or self.chance(0.5) else self.counted(noun, 999)
        tense = self.pick(["present", "present", "imperfect", "future"])
        many = what.plural
        if tense == "future":
            en = "there won't be" if negative else "there will be"
        else:
            be = ("are" if many else "is") if tense == "present" else "were" if many else "was"
            en = f"there {be}n't" if negative else f"there {be}"
        a = Verb("avoir").form(tense, 2)
        where = self.somewhere()
        return f"{en} {what.en} {where[0]}.", elided(f"il ne y {a} pas {what.fr} {where[1]}." if negative
                                                     else f"il y {a} {what.fr} {where[1]}.")

    def having(self):
        negative = self.chance(0.25)
        subject = self.subject()
        noun = self.pick(animals + things + foods)
        what = self.phrase(noun, "a", negative=negative) if negative or self.chance(0.4) else self.counted(noun, 999)
        tense = self.pick(["present", "present", "imperfect", "future"])
        en = self.english(subject, ("have", "has", "had", "having"), "past" if tense == "imperfect" else tense, what.en, negative)
        return en + ".", self.french(subject, Verb("avoir"), tense, what.fr, negative) + "."

    def how_many(self):
        noun, subject = self.pick(animals + things + foods), self.pick(PRONOUNS[1:])
        verb, infinitive = self.pick([("have", "avoir"), ("see", "voir"), ("want", "vouloir"), ("buy", "acheter"), ("sell", "vendre"),
                                      ("take", "prendre")])
        fr = self.french(subject, Verb(infinitive), "present", "", question=True)
        return self.asked(f"how many {noun.en_plural} {'does' if subject.person == 2 else 'do'} {subject.en} {verb}",
                          elided(f"combien de {noun.fr_plural} {fr}"))

    def wanting(self):
        """"she wants to buy a car" «elle veut acheter une voiture»; can, must, going to."""
        subject, negative = self.subject(), self.chance(0.25)
        *en, infinitive, kinds = self.pick([one for one in fields(VERBS) if one[0] not in ("want", "know", "love", "prefer", "hear",
                                                                                           "lose")])
        there = self.object(kinds, False)
        if there.en.startswith("some ") and negative:
            negative = False
        base = en[0]
        if self.chance(0.3):
            *en, infinitive = self.pick(fields(DOINGS))
            base, there = en[0], Phrase("", "")
        modal = self.pick(["want", "can", "must", "go"])
        if negative and (there.fr.startswith(("un ", "une ", "des ", "de "))):
            there = self.phrase(self.pick(KINDS[kinds[0]] if kinds[0] not in "PED" else people), "the")
        if modal == "want":
            text = self.english(subject, ("want", "wants", "wanted", "wanting"), "present", f"to {base} {there.en}", negative)
        elif modal == "go":
            text = self.english(subject, ("go", "goes", "went", "going"), "present", f"to {base} {there.en}", negative, progressive=True)
        else:
            helper = ("can't" if negative else "can") if modal == "can" else "mustn't" if negative else "must"
            text = f"{subject.en} {helper} {base} {there.en}"
        verb = Verb({"want": "vouloir", "can": "pouvoir", "must": "devoir", "go": "aller"}[modal])
        return text.strip() + ".", self.french(subject, verb, "present", elided(f"{infinitive} {there.fr}".strip()), negative) + "."

    def pronoun_object(self):
        """"I saw her" «je l'ai vue»: the participle agrees with the object before it."""
        subject = self.subject()
        *en, infinitive, kinds = self.pick([one for one in fields(VERBS) if "P" in one[5]])
        me = [("me", "me", 0, "m"), ("you", "te", 1, "m"), ("him", "le", 2, "m"), ("her", "la", 2, "f"), ("us", "nous", 3, "m"),
              ("them", "les", 5, "m")]
        english, pronoun, person, gender = self.pick([one for one in me if others(subject, one[2])])
        tense, negative = self.tense(), self.chance(0.3)
        seen = Phrase(english, pronoun, person, gender)
        if en[0] == "want":
            return self.pronoun_object()
        question = self.chance(0.2)
        negative = negative and not question
        text = self.english(subject, en, tense, english, negative, question)
        fr = self.french(subject, Verb(infinitive), tense, "", negative, question, pronoun, agrees=seen)
        return self.asked(text, fr) if question else (text + ".", fr + ".")

    def giving(self):
        """"he gives me the key" «il me donne la clé»; "he gives the key to the man" «il donne la clé à l'homme»."""
        subject, tense, negative = self.subject(), self.tense(), self.chance(0.2)
        *en, infinitive = self.pick([("give", "gives", "gave", "giving", "donner"), ("show", "shows", "showed", "showing", "montrer"),
                                     ("lend", "lends", "lent", "lending", "prêter"), ("bring", "brings", "brought", "bringing",
                                                                                      "apporter")])
        what = self.phrase(self.pick(things), self.pick(["the", "the", "a", "my", "this", "number"]), negative=negative)
        if self.chance(0.5):
            to = self.phrase(self.pick(people), self.pick(["the", "this", "a"]))
            return (self.english(subject, en, tense, f"{what.en} to {to.en}", negative) + ".",
                    self.french(subject, Verb(infinitive), tense, f"{what.fr} {contracted('à', to.fr)}", negative) + ".")
        me = [("me", "me", 0), ("you", "te", 1), ("him", "lui", 2), ("us", "nous", 3), ("them", "leur", 5)]
        english, pronoun, _ = self.pick([one for one in me if others(subject, one[2])])
        return (self.english(subject, en, tense, f"{english} {what.en}", negative) + ".",
                self.french(subject, Verb(infinitive), tense, what.fr, negative, pronoun=pronoun) + ".")

    def command(self):
        *en, infinitive, kinds = self.pick([one for one in fields(VERBS) if one[0] not in ("want", "know", "see", "hear", "prefer", "lose",
                                                                                           "love", "receive")])
        there = self.object(kinds)
        verb = Verb(infinitive)
        negative = self.chance(0.35)
        if negative and (there.en.startswith(("some ", "a ", "an "))):
            negative = False
        form = verb.present[1]
        form = form[:-1] if infinitive.endswith("er") or infinitive == "ouvrir" else form
        please = self.chance(0.35)
        text = f"{'do not ' if negative else ''}{en[0]} {there.en}{', please' if please else ''}"
        fr = f"ne {form} pas {there.fr}" if negative else f"{form} {there.fr}"
        return text + "!", elided(fr) + (", s'il te plaît !" if please else " !")

    def date(self):
        (day, jour), (month, mois), n = self.pick(DAYS), self.pick(MONTHS), self.random.randint(1, 28)
        le = "premier" if n == 1 else french_number(n)
        on = f"{month} {ordinal(n)}"
        kind = self.random.randrange(4)
        if kind == 0:
            return f"today is {day}, {on}.", f"aujourd'hui, nous sommes le {jour} {le} {mois}."
        if kind == 1:
            owner = self.phrase(self.pick(family), self.pick(["my", "your", "his", "our", "their"]), plural=False, adjective=False)
            return f"the birthday of {owner.en} is on {on}.", elided(f"l'anniversaire de {owner.fr} est le {le} {mois}.")
        subject = self.subject()
        if kind == 2:
            year = self.random.randint(1901, 1999)
            two = english_number(year % 100) if year % 100 > 9 else f"oh {english_number(year % 100)}"
            be = "was" if subject.person in (0, 2) else "were"
            return (f"{subject.en} {be} born in nineteen {two}.",
                    self.french(subject, Verb("être"), "present", "") + f" {agreed('né', subject)} en {french_number(year)}.")
        en, fr = self.pick([(("arrive", "arrives", "arrived", "arriving"), "arriver"), (("come", "comes", "came", "coming"), "venir"),
                            (("leave", "leaves", "left", "leaving"), "partir")])
        tense = self.pick(["past", "future"])
        return self.english(subject, en, tense, f"on {day}, {on}") + ".", self.french(subject, Verb(fr, "être"), tense,
                                                                                      f"le {jour} {le} {mois}") + "."

    def o_clock(self):
        en, fr = self.hour()
        kind = self.random.randrange(3)
        if kind == 0:
            when, quand = self.pick([("", ""), ("in London", "à Londres"), ("in Seoul", "à Séoul"), ("in Paris", "à Paris"),
                                     ("now", "maintenant"), ("here", "ici")])
            return f"it is {en} {when}".strip() + ".", f"il est {fr} {quand}".strip() + "."
        what, quoi = self.pick([("the train", "le train"), ("the bus", "le bus"), ("the plane", "l'avion"), ("the boat", "le bateau")])
        city = self.pick(CITIES)
        thing = Phrase(what, quoi)
        tense = self.pick(["present", "past", "future"])
        if kind == 1:
            return (self.english(thing, ("leave", "leaves", "left", "leaving"), tense, f"for {city[0]} at {en}") + ".",
                    self.french(thing, Verb("partir", "être"), tense, f"pour {city[1]} à {fr}") + ".")
        return (self.english(thing, ("arrive", "arrives", "arrived", "arriving"), tense, f"in {city[0]} at {en}") + ".",
                self.french(thing, Verb("arriver", "être"), tense, f"à {city[1]} à {fr}") + ".")

    def living(self):
        subject, tense, negative = self.subject(), self.tense(), self.chance(0.2)
        kind = self.random.randrange(4)
        if kind == 0:
            (en, fr), verb, infinitive = self.pick(COUNTRIES), ("live", "lives", "lived", "living"), "habiter"
            en = f"in {en}"
        elif kind == 1:
            (en, fr), verb, infinitive = self.pick(LANGUAGES), ("speak", "speaks", "spoke", "speaking"), "parler"
        elif kind == 2:
            (en, fr), verb, infinitive = self.pick(INSTRUMENTS), ("play", "plays", "played", "playing"), "jouer"
            en = f"the {en}"
        else:
            (en, fr), verb, infinitive = self.pick(SPORTS), ("play", "plays", "played", "playing"), "jouer"
        question = self.chance(0.2)
        negative = negative and not question
        if self.chance(0.4):
            when = self.time(tense)
            en, fr = f"{en} {when[0]}", f"{fr} {when[1]}"
        text, texte = self.english(subject, verb, tense, en, negative, question), self.french(subject, Verb(infinitive), tense, fr,
                                                                                              negative, question)
        return self.asked(text, texte) if question else (text + ".", texte + ".")

    def age(self):
        subject, n = self.subject(), self.random.randint(2, 99)
        be = {0: "am", 2: "is"}.get(subject.person, "are")
        if self.chance(0.3):
            what = self.phrase(self.pick(things), self.pick(["the", "this", "my", "your"]), plural=False)
            price = self.random.randint(2, 999)
            return f"{what.en} costs {english_number(price)} euros.", elided(f"{what.fr} coûte {french_number(price)} euros.")
        return f"{subject.en} {be} {english_number(n)} years old.", self.french(subject, Verb("avoir"), "present",
                                                                                f"{french_number(n)} ans") + "."

    def weather(self):
        (en, fr), tense = self.pick(WEATHER), self.pick(["present", "imperfect", "future"])
        city = self.pick(CITIES)
        be = {"present": "is", "imperfect": "was", "future": "will be"}[tense]
        fait = {"present": "fait", "imperfect": "faisait", "future": "fera"}[tense]
        when, quand = {"present": ("today", "aujourd'hui"), "imperfect": ("yesterday", "hier"), "future": ("tomorrow", "demain")}[tense]
        where, ou = self.pick([("", ""), (f" in {city[0]}", f" à {city[1]}"), *[(f" in {en}", f" {fr}") for en, fr in COUNTRIES]])
        if tense == "present" and self.chance(0.4):
            return f"it isn't {en}{where} {when}.", f"il ne fait pas {fr}{ou} {quand}."
        return f"it {be} {en}{where} {when}.", f"il {fait} {fr}{ou} {quand}."

    def thinking(self):
        """"I think that she is ill" «je crois qu'elle est malade»."""
        subject = self.subject()
        verb, infinitive = self.pick([(("think", "thinks", "thought", "thinking"), "penser"), (("know", "knows", "knew", "knowing"),
                                                                                               "savoir"),
                                      (("say", "says", "said", "saying"), "dire"), (("believe", "believes", "believed", "believing"),
                                                                                    "croire")])
        other = self.subject()
        en, fr = self.being(other, self.pick(["present", "future"])) if self.chance(0.5) else self.short(other,
                                                                                                         self.pick(["present", "past",
                                                                                                                    "future"]))
        return self.english(subject, verb, "present", f"that {en}") + ".", self.french(subject, Verb(infinitive), "present",
                                                                                       f"que {fr}") + "."

    def relative(self):
        """"the man who is eating is my uncle" «l'homme qui mange est mon oncle»; "the book that I see" «le livre que je vois»."""
        if self.chance(0.5):
            who = self.phrase(self.pick(people), "the", plural=False, adjective=False)
            kin = self.phrase(self.pick([one for one in family if one.gender == who.gender]),
                              self.pick(["my", "your", "his", "our", "their"]), False, False)
            *en, infinitive = self.pick(fields(DOINGS))
            extra_en, extra_fr = self.somewhere() if self.chance(0.5) else ("", "")
            does = Verb(infinitive).present[2]
            return f"{who.en} who is {en[3]} {extra_en}".strip() + f" is {kin.en}.", elided(
                f"{who.fr} qui {does} {extra_fr}".strip() + f" est {kin.fr}.")
        what = self.phrase(self.pick(things), "the", adjective=False)
        subject, adjective = self.subject(), self.pick(before[:5] + colours + qualities)
        *en, infinitive, kinds = self.pick([one for one in fields(VERBS) if "T" in one[5]])
        verb, tense = Verb(infinitive), self.pick(["present", "past"])
        text = self.english(subject, en, tense, "")
        fr = self.french(subject, verb, tense, "", agrees=what)
        return (f"{what.en} that {text} {'are' if what.plural else 'is'} {adjective.en}.",
                elided(f"{what.fr} que {fr} {'sont' if what.plural else 'est'} {adjective.fr(what.gender, what.plural)}."))

    def liking(self):
        """"I like cats" «j'aime les chats»: what is liked at large has its article in French."""
        subject, negative, question = self.subject(), self.chance(0.3), self.chance(0.25)
        negative = negative and not question
        noun = self.pick(animals + foods + things + eaten + drunk)
        single = noun in eaten or noun in drunk
        verb, infinitive = self.pick([(("like", "likes", "liked", "liking"), "aimer"), (("hate", "hates", "hated", "hating"), "détester")])
        en = noun.en if single else noun.en_plural
        fr = f"{'la' if noun.gender == 'f' else 'le'} {noun.fr}" if single else f"les {noun.fr_plural}"
        if not single and self.chance(0.5):
            adjective = self.adjective_for(noun)
            en = f"{adjective.en} {en}"
            form = adjective.fr(noun.gender, True)
            fr = f"les {form} {noun.fr_plural}" if adjective.before else f"{fr} {form}"
        text, texte = self.english(subject, verb, "present", en, negative, question), self.french(subject, Verb(infinitive), "present", fr,
                                                                                                  negative, question)
        return self.asked(text, texte) if question else (text + ".", texte + ".")

    def pair(self):
        kinds = ((self.statement, 9), (self.question, 3), (self.why, 1), (self.two_clauses, 3), (self.quality, 2), (self.compared, 1),
                 (self.placed, 2),
                 (self.there_is, 1.5), (self.having, 1.5), (self.how_many, 0.6), (self.wanting, 2.5), (self.pronoun_object,
                                                                                                       1.5), (self.giving, 2),
                 (self.command, 1.5), (self.date, 1.5), (self.o_clock, 1), (self.living, 1.5), (self.age, 1), (self.weather,
                                                                                                               0.3), (self.thinking, 1.5),
                 (self.relative, 1.5), (self.liking, 1))
        draw, = self.random.choices([kind for kind, _ in kinds], [weight for _, weight in kinds])
        en, fr = draw()
        return finished(en), typeset(finished(fr))


def others(subject, person):
    """Whether the object is not the subject: nobody sees «me», and nobody lends «us», who is «I»."""
    return not any(subject.person in ours and person in ours for ours in ({0, 3}, {1, 4}))


def contracted(preposition, phrase):
    """«à le» → «au», «de les» → «des»; before a vowel they stay: «à l'école». phrase begins with its determiner."""
    text = f"{preposition} {phrase}"
    head, _, rest = phrase.partition(" ")
    last = preposition.split()[-1]
    joined = {("à", "le"): "au", ("à", "les"): "aux", ("de", "le"): "du", ("de", "les"): "des"}.get((last, head))
    if joined and not (head == "le" and vowel(rest)):
        text = f"{preposition[:-len(last)]}{joined} {rest}"
    return elided(text)


def agreed(participle_, subject):
    return participle_ + ("e" if subject.gender == "f" else "") + ("s" if subject.plural else "")


def ordinal(n):
    special = {1: "first", 2: "second", 3: "third", 5: "fifth", 8: "eighth", 9: "ninth", 12: "twelfth", 20: "twentieth"}
    if n in special:
        return special[n]
    return f"{english_number(n)}th" if n < 20 else f"{english_number(n - n % 10)}-{ordinal(n % 10)}"


def finished(text):
    return text[0].upper() + text[1:]


def typeset(text):
    """A narrow no-break space before «?» and «!», as French books and the public files have it."""
    return re.sub(" ([?!])", "\u202f\\1", text)


def main(count=COUNT):
    """The pairs, each English sentence once, from short to long."""
    grammar = Grammar(SEED)
    pairs = {finished(en): typeset(fr) for en, fr in (phrase.strip().split("=") for phrase in PHRASES.replace("\n", "|").split("|"))}
    while len(pairs) < count:
        en, fr = grammar.pair()
        if len(en.split()) <= 14:
            pairs.setdefault(en, fr)
    return sorted(pairs.items(), key=lambda pair: (len(pair[0]), pair[0]))


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    for english, french in main():
        print(f"{english}\t{french}")
