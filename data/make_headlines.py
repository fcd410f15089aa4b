"""Makes headlines.tsv: 4,000 short news texts, each with its headline.

    python data/make_headlines.py > data/headlines.tsv

A line is a text of two to four sentences, a tab, the headline. What the headline says stands in one sentence of the text, not always the
first, and in other words: no articles, no ages and days, the past told in the present («destroyed» → «destroys»), the future as «to».
"""

import random
import sys

COUNT = 4000
SEED = 11

# What stands for {city}, {number} … in a story.
DRAWN = """city: Seoul Busan Paris Lyon London Leeds Rome Milan Berlin Hamburg Madrid Seville Vienna Oslo Bergen Dublin Cork Athens Lisbon
    Porto Prague Warsaw Krakow Geneva Basel Tokyo Osaka Boston Chicago Denver Toronto Sydney Perth Cairo Lima Quito Delhi Mumbai
    Nairobi Dakar
number: two three four five six seven eight nine ten eleven twelve
few: two three four five six seven eight nine
day: Monday Tuesday Wednesday Thursday Friday Saturday Sunday
month: January February March April May June July August September October November December
building: factory school warehouse hotel library theatre museum bakery church station restaurant farm hospital cinema market supermarket
age: old empty famous large small new modern wooden
vehicle: bus train tram lorry car van taxi ferry
obstacle: tree wall bridge house lamp fence shop gate
thing: painting necklace violin statue manuscript crown diamond clock vase sword
animal: bear elephant tiger penguin wolf monkey parrot camel zebra crocodile
company: Norvik Telmar Hanbit Altona Brightco Sunwave Kestrel Daram Orbis Finlay Mirae Lumina Vortex Castello
product: phones cars bicycles shoes computers toys engines cameras watches trains ships robots
team: Seoul Busan Paris Lyon London Leeds Rome Milan Berlin Hamburg Madrid Seville Vienna Oslo Bergen Dublin Cork Athens Lisbon
    Porto Prague Warsaw Krakow Geneva
other: Seoul Busan Paris Lyon London Leeds Rome Milan Berlin Hamburg Madrid Seville Vienna Oslo Bergen Dublin Cork Athens Lisbon
    Porto Prague Warsaw Krakow Geneva
sport: football basketball hockey rugby handball volleyball
job: teacher nurse farmer student baker fisherman painter driver doctor writer singer gardener
prize: literature music science peace film poetry chess cooking history dance
group: teachers nurses pilots drivers miners postmen doctors farmers students cooks
good: bread milk fuel coffee water gas rice sugar housing electricity
disease: malaria diabetes flu cancer asthma measles
storm: storm flood snowstorm heatwave earthquake hailstorm
name: Kim Lee Park Choi Meyer Rossi Dubois Garcia Novak Jensen Murphy Okafor Tanaka Silva Haddad Lindgren Moreau Costa"""

# A story: (headline, the sentences that say it, sentences that may stand beside it). what stands in braces is drawn anew for each story.
STORIES = [
    ("fire destroys {building} in {city}",
     ["a fire destroyed a {age} {building} in the centre of {city} on {day}",
      "on {day} a {age} {building} in {city} burned down completely",
      "flames destroyed the {age} {building} of {city} in the night to {day}"],
     ["nobody was hurt", "{number} fire engines came to help", "the police do not know how it began",
      "smoke could be seen for {number} miles"]),
    ("{number} hurt as {vehicle} hits {obstacle} in {city}",
     ["{number} people were injured on {day} when a {vehicle} ran into a {obstacle} near {city}",
      "a {vehicle} crashed into a {obstacle} in {city} , and {number} people were taken to hospital"],
     ["the driver said that the brakes had failed", "the road was closed until {day}", "it had been raining all night",
      "witnesses spoke of a loud noise"]),
    ("{team} beat {other} in {sport} final",
     ["{team} won the {sport} final against {other} on {day}", "in the final of the {sport} cup {other} lost to {team} after a hard fight",
      "the {sport} players of {team} defeated those of {other} in {day} 's final"],
     ["{number} thousand people watched the game", "it was the first cup in {number} years", "the coach praised the young players",
      "fans sang until the morning"]),
    ("thieves steal {thing} from {city} {building}",
     ["a valuable {thing} was stolen from a {building} in {city} during the night to {day}",
      "unknown people broke into a {building} in {city} and took a {thing}"],
     ["the police ask for help", "the alarm had been switched off", "it is worth {number} million euros", "nobody saw anything"]),
    ("{animal} escapes from {city} zoo",
     ["visitors ran when a young {animal} left its cage at the zoo of {city} on {day}",
      "a {animal} broke out of the zoo in {city} , the director said on {day}"],
     ["it was found {number} hours later in a garden", "children were the first to see it", "the keepers had left a door open",
      "nobody was in danger"]),
    ("{company} to cut {few} hundred jobs in {city}",
     ["{company} will close its plant in {city} , and {few} hundred people will lose their work",
      "the {product} maker {company} plans to dismiss {few} hundred workers in {city}"],
     ["the unions called it a scandal", "sales of {product} had fallen since {month}", "talks begin on {day}",
      "the mayor wants to find a buyer"]),
    ("{company} to build {product} in {city}",
     ["{company} will open a new plant for {product} in {city} next {month}",
      "a new plant of {company} in {city} will make {product} from {month} on"],
     ["it will give work to {few} hundred people", "the mayor was delighted", "the neighbours are afraid of the noise",
      "the company was founded by two sisters"]),
    ("{name} wins {prize} prize",
     ["the prize for {prize} goes to the {job} {name} from {city} , the jury said on {day}",
      "{name} , a {job} from {city} , has won this year 's prize for {prize}"],
     ["the winner thanked {number} friends", "the prize is worth {number} thousand euros", "the ceremony is in {month}",
      "the jury had met {number} times"]),
    ("{group} in {city} go on strike",
     ["the {group} of {city} stopped working on {day}", "on {day} all {group} in {city} laid down their work"],
     ["they want more money", "the last strike was {number} years ago", "talks had failed in {month}",
      "the government asked for patience"]),
    ("price of {good} rises in {city}",
     ["people in {city} must pay more for {good} since {day}", "{good} has become {number} percent more expensive in {city}"],
     ["the shops blame the weather", "the minister promised help", "it is the highest price since {month}", "many families are worried"]),
    ("price of {good} falls in {city}",
     ["people in {city} pay less for {good} since {day}", "{good} has become {number} percent cheaper in {city}"],
     ["the shops expect more customers", "the minister was pleased", "it is the lowest price since {month}",
      "nobody knows how long it will last"]),
    ("{city} doctors test drug against {disease}",
     ["doctors in {city} have begun to try a new medicine against {disease}",
      "a new medicine against {disease} is being tried by doctors in {city} since {day}"],
     ["{few} hundred patients take part", "the first results are expected in {month}", "the work took {number} years",
      "other countries are interested"]),
    ("{storm} hits {city}",
     ["a violent {storm} struck {city} on {day}", "{city} was struck by a {storm} in the night to {day}"],
     ["{number} houses were damaged", "schools stay closed until {day}", "it was the worst since {month}", "many people left their homes"]),
    ("{city} to get new {building}",
     ["the city of {city} will build a {age} {building} , the mayor said on {day}", "in {month} work on a {building} will begin in {city}"],
     ["it will cost {number} million euros", "the old one is too small", "the citizens had waited {number} years",
      "the plans were shown on {day}"]),
    ("{job} saves {number} children in {city}",
     ["a brave {job} pulled {number} children out of a river in {city} on {day}",
      "in {city} {number} children owe their lives to a {job} who saw them in the water"],
     ["the parents were in tears", "the water was ice cold", "the mayor wants to give a medal", "they had been playing on a boat"]),
    ("{name} elected mayor of {city}",
     ["{name} will be the new mayor of {city}", "the people of {city} chose {name} as their mayor on {day}"],
     ["{number} people had stood for the office", "the votes were counted until the morning", "the old mayor had resigned in {month}",
      "the {job} promised more parks"]),
]
DRAWN = {name: words.split() for name, words in (entry.split(": ") for entry in DRAWN.replace("\n    ", " ").splitlines())}


def story(draw):
    """One (text, headline). draw: a random.Random."""
    headline, tellings, beside = draw.choice(STORIES)
    values = {name: draw.choice(words) for name, words in DRAWN.items()}
    while values["other"] == values["team"]:
        values["other"] = draw.choice(DRAWN["team"])
    sentences = [draw.choice(tellings), *draw.sample(beside, draw.randint(1, 3))]
    if draw.random() < 0.4:                                     # the news is not always what the text begins with
        sentences[0], sentences[1] = sentences[1], sentences[0]
    filled = []
    for sentence in sentences:                                  # what stands beside the news has numbers and days of its own
        others = {} if sentence in tellings else {name: draw.choice(DRAWN[name]) for name in ("number", "day", "month")}
        filled.append(sentence.format(**{**values, **others}))
    text = " ".join(f"{sentence} ." for sentence in filled)
    return articles(text), headline.format(**values)


def articles(text):
    """«a old» → «an old»."""
    words = text.split()
    return " ".join("an" if word == "a" and following[0] in "aeiou" else word for word, following in zip(words, [*words[1:], "."]))


def main(count=COUNT):
    """Pairs (text, headline); no text comes twice."""
    draw, pairs = random.Random(SEED), {}
    while len(pairs) < count:
        text, headline = story(draw)
        pairs.setdefault(text, headline)
    return list(pairs.items())


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    for told, head in main():
        print(f"{told}\t{head}")
