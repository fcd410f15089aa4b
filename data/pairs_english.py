"""English as the pairs need it: the article, numbers, and what is negated in one word."""

import re

NEGATED = {"will": "won't", "am": "am not", "is": "isn't", "are": "aren't", "was": "wasn't", "were": "weren't"}
UNITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
         "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def english_number(n):
    if n < 20:
        return UNITS[n]
    if n < 100:
        return TENS[n // 10 - 2] + (f"-{UNITS[n % 10]}" if n % 10 else "")
    if n < 1000:
        return f"{UNITS[n // 100]} hundred" + (f" and {english_number(n % 100)}" if n % 100 else "")
    return f"{english_number(n // 1000)} thousand" + (f" {english_number(n % 1000)}" if n % 1000 else "")


def ordinal(n):
    special = {1: "first", 2: "second", 3: "third", 5: "fifth", 8: "eighth", 9: "ninth", 12: "twelfth", 20: "twentieth"}
    if n in special:
        return special[n]
    return f"{english_number(n)}th" if n < 20 else f"{english_number(n - n % 10)}-{ordinal(n % 10)}"


def article(word):
    return "an" if re.match("[aeiou]", word) and not re.match("uni|use|one|europ", word) else "a"
