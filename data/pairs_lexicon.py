"""The words of the pairs, in both languages, and what may be said of what."""

import re

from pairs_french import vowel

# A noun: English[/plural] French[/plural] gender.

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

# A verb: English base, third person, past, -ing; French infinitive; what it takes. The irregular ones are in pairs_french.
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
