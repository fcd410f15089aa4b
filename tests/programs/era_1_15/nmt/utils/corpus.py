# -*- coding: utf-8 -*-
import codecs
import os

PAIRS = [
    (u"ich bin müde", u"i am tired"), (u"du bist müde", u"you are tired"), (u"ich bin hier", u"i am here"),
    (u"du bist nicht hier", u"you are not here"), (u"er ist da", u"he is there"), (u"wir sind alle hier", u"we are all here"),
    (u"er ist nicht müde", u"he is not tired"), (u"wir sind da", u"we are there"), (u"sie sind nicht da", u"they are not there"),
    (u"ich bin nicht da", u"i am not there"), (u"sie ist müde", u"she is tired"),
]


def write(folder):
    for column, name in enumerate(["src", "tgt"]):
        lines = [pair[column] for pair in PAIRS]
        vocab = ["<unk>", "<s>", "</s>"] + sorted(set(" ".join(lines).split()))
        for file_name, content in (("train." + name, lines), ("vocab." + name, vocab)):
            with codecs.getwriter("utf-8")(open(os.path.join(folder, file_name), "wb")) as f:
                f.write("\n".join(content) + "\n")


def size(folder, name):
    with codecs.open(os.path.join(folder, "vocab." + name), encoding="utf-8") as f:
        return sum(1 for _ in f)
