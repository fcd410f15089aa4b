"""Makes news.train.txt, news.valid.txt and news.test.txt: sentences of business news in the format of the Penn Treebank's files.

    python data/make_news.py data

A small grammar makes them: a sentence a line, in small letters, blanks between words and marks and at both ends of the line; `N` for every
number, `<unk>` for names that are rare. A verb agrees with its subject over what stands between them («the shares of the company that the
bank bought last year were»), which three words of history do not show.
"""

import pathlib
import random
import sys

SENTENCES = {"train": 6000, "valid": 500, "test": 500}

# Each noun: singular, plural. Each verb: with a singular, with a plural subject.
FIRMS = [("the company", "the companies"), ("the bank", "the banks"), ("the airline", "the airlines"), ("the brewer", "the brewers"),
         ("the publisher", "the publishers"), ("the car maker", "the car makers"), ("the insurer", "the insurers")]
PEOPLE = [("the chairman", "the directors"), ("the analyst", "the analysts"), ("a spokesman", "officials"), ("the trader", "traders"),
          ("the investor", "investors"), ("a lawyer", "lawyers"), ("the economist", "economists")]
THINGS = [("the offer", "the offers"), ("the bond", "the bonds"), ("the loan", "the loans"), ("the stock", "the shares"),
          ("the plan", "the plans"), ("the contract", "the contracts"), ("the factory", "the factories"), ("the price", "the prices")]
PLACES = ["in new york", "in london", "in tokyo", "in chicago", "in west germany", "on wall street", "in washington"]
TIMES = ["yesterday", "last week", "last year", "in october", "a year earlier", "this month", "in the third quarter", "on friday"]
SAYING = [("says", "say"), ("believes", "believe"), ("expects", "expect"), ("thinks", "think"), ("fears", "fear")]
BUYING = ["bought", "sold", "built", "financed", "refused", "praised"]
BEING = [("is", "are"), ("was", "were")]
HAVING = [("has", "have")]
STATES = ["too high", "too low", "worth $ N million", "worth about N billion yen", "for sale", "in trouble", "under review", "N years old",
          "better than expected", "in doubt"]
DONE = ["risen N %", "fallen N %", "lost $ N million", "gained N points", "doubled in N years", "been sold", "been delayed"]
OPENINGS = ["however ,", "in addition ,", "still ,", "for example ,", "meanwhile ,", "at the same time ,"]
NAMES = ["mr. <unk>", "ms. <unk>", "<unk> corp.", "<unk> inc.", "mr. smith", "mr. brown", "general foods", "<unk> & co."]


def sentence(rng):
    opening = rng.choice(OPENINGS) + " " if rng.random() < 0.2 else ""
    form = rng.random()
    if form < 0.35:
        return f"{opening}{clause(rng)}"
    if form < 0.6:
        plural = rng.random() < 0.5
        return f"{opening}{subject(rng, PEOPLE, plural, 0.3)} {rng.choice(SAYING)[plural]} {clause(rng)}"
    if form < 0.8:
        return f"{opening}{rng.choice(NAMES)} {rng.choice(BUYING)} {rng.choice(rng.choice([FIRMS, THINGS]))[0]} {rng.choice(TIMES)}"
    return f"{clause(rng)} , {rng.choice(['said', 'according to', 'says'])} {rng.choice(NAMES)}"


def clause(rng):
    plural = rng.random() < 0.5
    begun = subject(rng, rng.choice([FIRMS, THINGS]), plural, 0.6)
    if rng.random() < 0.6:
        return f"{begun} {rng.choice(BEING)[plural]} {rng.choice(STATES)}" + (f" {rng.choice(TIMES)}" if rng.random() < 0.4 else "")
    return f"{begun} {rng.choice(HAVING)[plural]} {rng.choice(DONE)}" + (f" {rng.choice(PLACES)}" if rng.random() < 0.4 else "")


def subject(rng, nouns, plural, more):
    """A noun, with what stands between it and its verb: a place, another noun, a relative clause."""
    noun = rng.choice(nouns)[plural]
    if rng.random() > more:
        return noun
    between = rng.random()
    if between < 0.3:
        return f"{noun} {rng.choice(PLACES)}"
    if between < 0.6:
        return f"{noun} of {rng.choice(FIRMS)[rng.random() < 0.5]}"
    return f"{noun} that {rng.choice(rng.choice([FIRMS, PEOPLE]))[rng.random() < 0.5]} {rng.choice(BUYING)} {rng.choice(TIMES)}"


def lines(part):
    """The lines of one file; those of another one are drawn independently."""
    rng = random.Random(f"news {part}")
    return [f" {sentence(rng)} \n" for _ in range(SENTENCES[part])]


def main(folder):
    for part in SENTENCES:
        pathlib.Path(folder, f"news.{part}.txt").write_text("".join(lines(part)), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
