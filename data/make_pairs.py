"""Makes eng-fra.tsv: 30,000 English sentences with their French ones, by a small grammar of both languages.

    python data/make_pairs.py > data/eng-fra.tsv

The French agrees: articles, adjectives and participles with their noun, verbs with their subject; vowels elide (l', d', j', qu', n'),
«de le» contracts, adjectives stand before or behind their noun, «pas» asks for «de». English «you» is «tu», «you all» is «vous»,
«they» is «ils». The words are in pairs_lexicon.py, the rules of each language in pairs_french.py and pairs_english.py.
Each English sentence stands once. They are sorted from short to long, as the public files are: whoever holds out a part shuffles first.
"""

import random
import sys

import pairs_lexicon as lexicon
from pairs_english import NEGATED, article, english_number, ordinal
from pairs_french import UNITÉS, Verb, agreed, contracted, elided, french_number, participle, typeset, vowel

COUNT = 30_000
SEED = 7


class Phrase:
    """A noun with what stands around it, or a pronoun: English, French, person (0 to 5) and gender."""

    def __init__(self, en, fr, person=2, gender="m"):
        self.en, self.fr, self.person, self.gender = en, fr, person, gender

    @property
    def plural(self):
        return self.person >= 3


PRONOUNS = [Phrase("I", "je", 0), Phrase("you", "tu", 1), Phrase("he", "il", 2), Phrase("she", "elle", 2, "f"), Phrase("we", "nous", 3),
            Phrase("you all", "vous", 4), Phrase("they", "ils", 5)]
OWNERS = [("my", "mon ma mes"), ("your", "ton ta tes"), ("his", "son sa ses"), ("our", "notre notre nos"), ("their", "leur leur leurs")]


class Grammar:
    """Draws sentences; every method gives a pair (English, French), without capital and full stop or with its mark."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.pick = self.random.choice

    def chance(self, share):
        return self.random.random() < share

    # Noun phrases

    def adjective_for(self, noun):
        if noun in lexicon.people or noun in lexicon.family:
            return self.pick([one for one in lexicon.before + lexicon.moods if one.en not in lexicon.NOT_FOR_PEOPLE])
        if noun in lexicon.animals:
            return self.pick([one for one in lexicon.before + lexicon.colours if one.en not in ("long", "new")])
        if noun in lexicon.foods:
            return self.pick(lexicon.before[:3] + lexicon.before[5:7] + lexicon.colours)
        return self.pick(self.for_things(noun))

    def for_things(self, noun):
        fit = [one for one in lexicon.qualities if one.en in lexicon.FOR_PLACES] if noun in lexicon.places else lexicon.qualities
        return [one for one in lexicon.before + lexicon.colours + fit if one.en not in lexicon.NOT_FOR_THINGS]

    def phrase(self, noun, determiner=None, plural=None, adjective=None, negative=False):
        """A noun with what stands around it: "the red cars" «les voitures rouges». adjective: None for sometimes one, False for none."""
        determiner = determiner or self.pick(["the", "the", "the", "a", "a", "this", "my", "your", "his", "our", "their", "number"])
        if determiner == "number":
            return self.counted(noun)
        plural = noun.en not in lexicon.ONLY_ONE and self.chance(0.3) if plural is None else plural
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
        noun = self.pick(lexicon.KINDS[kind])
        if kind in "ED":
            return self.mass(noun, negative)
        if noun in lexicon.family:
            return self.phrase(noun, self.pick(["my", "your", "his", "our", "their"]), plural=False)
        return self.phrase(noun, negative=negative)

    def subject(self):
        drawn = self.random.random()
        if drawn < 0.5:
            return self.pick(PRONOUNS)
        if drawn < 0.65:
            name, gender = self.pick(lexicon.NAMES)
            return Phrase(name, name, 2, gender)
        if drawn < 0.82:
            return self.phrase(self.pick(lexicon.family), self.pick(["my", "your", "his", "our", "their"]), adjective=False)
        return self.phrase(self.pick(lexicon.people), self.pick(["the", "the", "this", "a"]), adjective=None if self.chance(0.4) else False)

    def place(self):
        return self.phrase(self.pick(lexicon.places), self.pick(["the", "the", "the", "this", "my", "our"]), plural=False,
                           adjective=None if self.chance(0.3) else False)

    def time(self, tense):
        en, fr = self.pick(lexicon.TIMES[tense])
        day, jour = self.pick(lexicon.DAYS)
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
            *en, infinitive, kinds = self.pick(lexicon.fields(lexicon.VERBS))
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
            *en, infinitive = self.pick(lexicon.fields(lexicon.DOINGS))
            verb = Verb(infinitive)
            if self.chance(0.5):
                en_place, fr_place = self.somewhere()
                extra_en, extra_fr = en_place, fr_place
        elif drawn < 0.9:
            *en, infinitive = self.pick(lexicon.fields(lexicon.GOINGS))
            verb = Verb(infinitive, "être")
            place = self.place()
            preposition = "at" if en[0] == "arrive" else "to"
            if self.chance(0.25):
                city = self.pick(lexicon.CITIES)
                extra_en, extra_fr = f"{'in' if preposition == 'at' else 'to'} {city[0]}", f"à {city[1]}"
            else:
                extra_en, extra_fr = f"{preposition} {place.en}", contracted("à", place.fr)
        else:
            *en, infinitive = self.pick(lexicon.fields(lexicon.REFLEXIVE))
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
        *en, infinitive = self.pick(lexicon.fields(lexicon.DOINGS))
        negative = self.chance(0.3)
        return (self.english(subject, en, tense, "", negative, progressive=tense == "present"),
                self.french(subject, Verb(infinitive), tense, "", negative))

    def being(self, subject, tense, adjective=None, negative=None):
        """"she is not tired" «elle n'est pas fatiguée»."""
        adjective = adjective or self.pick(lexicon.moods)
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
        noun = self.pick(lexicon.things + lexicon.places + lexicon.animals)
        subject = self.phrase(noun, self.pick(["the", "this", "my", "your", "our", "their", "his"]), adjective=False)
        fits = lexicon.before[:3] + lexicon.colours if noun in lexicon.animals else self.for_things(noun)
        return [text + "." for text in self.being(subject, tense, self.pick(fits))]

    def compared(self):
        more_en, more_fr = self.pick([("more {} than", "plus"), ("less {} than", "moins"), ("as {} as", "aussi")])
        first, second = self.subject(), self.subject()
        while second.en in ("I", "he", "she", "we", "you", "they", "you all") or second.en == first.en:
            second = self.subject()
        adjective = self.pick([one for one in lexicon.moods if len(one.en) > 5])
        be = {0: "am", 2: "is"}.get(first.person, "are")
        fr = self.french(first, Verb("être"), "present", f"{more_fr} {adjective.fr(first.gender, first.plural)} que {second.fr}")
        return f"{first.en} {be} {more_en.format(adjective.en)} {second.en}.", elided(fr) + "."

    def placed(self):
        """"the cat is under the table" «le chat est sous la table»; "where is the cat?"."""
        subject = self.phrase(self.pick(lexicon.animals + lexicon.things), self.pick(["the", "my", "your", "his", "our", "a"]))
        if self.chance(0.12):
            return self.asked(f"where {'are' if subject.plural else 'is'} {subject.en}",
                              elided(f"où {'sont' if subject.plural else 'est'} {subject.fr}"))
        where = self.phrase(self.pick(lexicon.things), self.pick(["the", "the", "this", "my"]), plural=False)
        en, fr = self.pick([("under", "sous"), ("on", "sur"), ("behind", "derrière"), ("next to", "à côté de"), ("in front of", "devant"),
                            ("near", "près de")])
        tense = self.pick(["present", "present", "imperfect"])
        be = ("are" if subject.plural else "is") if tense == "present" else "were" if subject.plural else "was"
        rest = contracted(fr, where.fr)
        return f"{subject.en} {be} {en} {where.en}.", self.french(subject, Verb("être"), tense, rest) + "."

    def there_is(self):
        negative = self.chance(0.25)
        noun = self.pick(lexicon.people + lexicon.animals + lexicon.things)
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
        noun = self.pick(lexicon.animals + lexicon.things + lexicon.foods)
        what = self.phrase(noun, "a", negative=negative) if negative or self.chance(0.4) else self.counted(noun, 999)
        tense = self.pick(["present", "present", "imperfect", "future"])
        en = self.english(subject, ("have", "has", "had", "having"), "past" if tense == "imperfect" else tense, what.en, negative)
        return en + ".", self.french(subject, Verb("avoir"), tense, what.fr, negative) + "."

    def how_many(self):
        noun, subject = self.pick(lexicon.animals + lexicon.things + lexicon.foods), self.pick(PRONOUNS[1:])
        verb, infinitive = self.pick([("have", "avoir"), ("see", "voir"), ("want", "vouloir"), ("buy", "acheter"), ("sell", "vendre"),
                                      ("take", "prendre")])
        fr = self.french(subject, Verb(infinitive), "present", "", question=True)
        return self.asked(f"how many {noun.en_plural} {'does' if subject.person == 2 else 'do'} {subject.en} {verb}",
                          elided(f"combien de {noun.fr_plural} {fr}"))

    def wanting(self):
        """"she wants to buy a car" «elle veut acheter une voiture»; can, must, going to."""
        subject, negative = self.subject(), self.chance(0.25)
        left_out = ("want", "know", "love", "prefer", "hear", "lose")
        *en, infinitive, kinds = self.pick([one for one in lexicon.fields(lexicon.VERBS) if one[0] not in left_out])
        there = self.object(kinds, False)
        if there.en.startswith("some ") and negative:
            negative = False
        base = en[0]
        if self.chance(0.3):
            *en, infinitive = self.pick(lexicon.fields(lexicon.DOINGS))
            base, there = en[0], Phrase("", "")
        modal = self.pick(["want", "can", "must", "go"])
        if negative and (there.fr.startswith(("un ", "une ", "des ", "de "))):
            there = self.phrase(self.pick(lexicon.KINDS[kinds[0]] if kinds[0] not in "PED" else lexicon.people), "the")
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
        *en, infinitive, kinds = self.pick([one for one in lexicon.fields(lexicon.VERBS) if "P" in one[5]])
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
        what = self.phrase(self.pick(lexicon.things), self.pick(["the", "the", "a", "my", "this", "number"]), negative=negative)
        if self.chance(0.5):
            to = self.phrase(self.pick(lexicon.people), self.pick(["the", "this", "a"]))
            return (self.english(subject, en, tense, f"{what.en} to {to.en}", negative) + ".",
                    self.french(subject, Verb(infinitive), tense, f"{what.fr} {contracted('à', to.fr)}", negative) + ".")
        me = [("me", "me", 0), ("you", "te", 1), ("him", "lui", 2), ("us", "nous", 3), ("them", "leur", 5)]
        english, pronoun, _ = self.pick([one for one in me if others(subject, one[2])])
        return (self.english(subject, en, tense, f"{english} {what.en}", negative) + ".",
                self.french(subject, Verb(infinitive), tense, what.fr, negative, pronoun=pronoun) + ".")

    def command(self):
        left_out = ("want", "know", "see", "hear", "prefer", "lose", "love", "receive")
        *en, infinitive, kinds = self.pick([one for one in lexicon.fields(lexicon.VERBS) if one[0] not in left_out])
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
        (day, jour), (month, mois), n = self.pick(lexicon.DAYS), self.pick(lexicon.MONTHS), self.random.randint(1, 28)
        le = "premier" if n == 1 else french_number(n)
        on = f"{month} {ordinal(n)}"
        kind = self.random.randrange(4)
        if kind == 0:
            return f"today is {day}, {on}.", f"aujourd'hui, nous sommes le {jour} {le} {mois}."
        if kind == 1:
            owner = self.phrase(self.pick(lexicon.family), self.pick(["my", "your", "his", "our", "their"]), plural=False, adjective=False)
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
        city = self.pick(lexicon.CITIES)
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
            (en, fr), verb, infinitive = self.pick(lexicon.COUNTRIES), ("live", "lives", "lived", "living"), "habiter"
            en = f"in {en}"
        elif kind == 1:
            (en, fr), verb, infinitive = self.pick(lexicon.LANGUAGES), ("speak", "speaks", "spoke", "speaking"), "parler"
        elif kind == 2:
            (en, fr), verb, infinitive = self.pick(lexicon.INSTRUMENTS), ("play", "plays", "played", "playing"), "jouer"
            en = f"the {en}"
        else:
            (en, fr), verb, infinitive = self.pick(lexicon.SPORTS), ("play", "plays", "played", "playing"), "jouer"
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
            what = self.phrase(self.pick(lexicon.things), self.pick(["the", "this", "my", "your"]), plural=False)
            price = self.random.randint(2, 999)
            return f"{what.en} costs {english_number(price)} euros.", elided(f"{what.fr} coûte {french_number(price)} euros.")
        return f"{subject.en} {be} {english_number(n)} years old.", self.french(subject, Verb("avoir"), "present",
                                                                                f"{french_number(n)} ans") + "."

    def weather(self):
        (en, fr), tense = self.pick(lexicon.WEATHER), self.pick(["present", "imperfect", "future"])
        city = self.pick(lexicon.CITIES)
        be = {"present": "is", "imperfect": "was", "future": "will be"}[tense]
        fait = {"present": "fait", "imperfect": "faisait", "future": "fera"}[tense]
        when, quand = {"present": ("today", "aujourd'hui"), "imperfect": ("yesterday", "hier"), "future": ("tomorrow", "demain")}[tense]
        where, ou = self.pick([("", ""), (f" in {city[0]}", f" à {city[1]}"), *[(f" in {en}", f" {fr}") for en, fr in lexicon.COUNTRIES]])
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
            who = self.phrase(self.pick(lexicon.people), "the", plural=False, adjective=False)
            kin = self.phrase(self.pick([one for one in lexicon.family if one.gender == who.gender]),
                              self.pick(["my", "your", "his", "our", "their"]), False, False)
            *en, infinitive = self.pick(lexicon.fields(lexicon.DOINGS))
            extra_en, extra_fr = self.somewhere() if self.chance(0.5) else ("", "")
            does = Verb(infinitive).present[2]
            return f"{who.en} who is {en[3]} {extra_en}".strip() + f" is {kin.en}.", elided(
                f"{who.fr} qui {does} {extra_fr}".strip() + f" est {kin.fr}.")
        what = self.phrase(self.pick(lexicon.things), "the", adjective=False)
        subject, adjective = self.subject(), self.pick(lexicon.before[:5] + lexicon.colours + lexicon.qualities)
        *en, infinitive, kinds = self.pick([one for one in lexicon.fields(lexicon.VERBS) if "T" in one[5]])
        verb, tense = Verb(infinitive), self.pick(["present", "past"])
        text = self.english(subject, en, tense, "")
        fr = self.french(subject, verb, tense, "", agrees=what)
        return (f"{what.en} that {text} {'are' if what.plural else 'is'} {adjective.en}.",
                elided(f"{what.fr} que {fr} {'sont' if what.plural else 'est'} {adjective.fr(what.gender, what.plural)}."))

    def liking(self):
        """"I like cats" «j'aime les chats»: what is liked at large has its article in French."""
        subject, negative, question = self.subject(), self.chance(0.3), self.chance(0.25)
        negative = negative and not question
        noun = self.pick(lexicon.animals + lexicon.foods + lexicon.things + lexicon.eaten + lexicon.drunk)
        single = noun in lexicon.eaten or noun in lexicon.drunk
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


def finished(text):
    return text[0].upper() + text[1:]


def main(count=COUNT):
    """The pairs, each English sentence once, from short to long."""
    grammar = Grammar(SEED)
    phrases = [phrase.strip().split("=") for phrase in lexicon.PHRASES.replace("\n", "|").split("|")]
    pairs = {finished(en): typeset(fr) for en, fr in phrases}
    while len(pairs) < count:
        en, fr = grammar.pair()
        if len(en.split()) <= 14:
            pairs.setdefault(en, fr)
    return sorted(pairs.items(), key=lambda pair: (len(pair[0]), pair[0]))


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    for english, french in main():
        print(f"{english}\t{french}")
