"""Reads the user's own text, pairs of texts, or pictures with captions, for a lab."""

import os

from legacy_seq2seq.labs.options import give_up


def read_text(path):
    """The text of a UTF-8 file. Ends the program with one line where it cannot be read, is not UTF-8, or is empty."""
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read()
    except OSError as error:
        give_up(f"{path} cannot be read: {error.strerror}")
    except UnicodeDecodeError as error:
        give_up(f"{path} is not UTF-8 (byte {error.start}); convert it: iconv -f latin1 -t utf-8 {path}")
    if not text:
        give_up(f"{path} is empty")
    return text


def read_pairs(path, separator="\t", least=10):
    """The (source, target) of each line of a UTF-8 file, blanks around them taken off.

    separator: what stands between the two; behind a further tab nothing is read. least: how many lines a lab needs. Ends the program
    with one line, which names the file's, where one does not fit.
    """
    pairs = []
    for number, line in enumerate(read_text(path).splitlines(), start=1):
        source, _, target = line.partition(separator)
        source, target = source.strip(), target.split("\t")[0].strip()
        if not source or not target:
            between = "a tab" if separator == "\t" else f"«{separator}»"
            give_up(f"{path}, line {number}: no two texts with {between} between them: {line[:40]!r}")
        pairs.append((source, target))
    if len(pairs) < least:
        give_up(f"{path} has {len(pairs)} lines; give {least} or more")
    return pairs


def read_pictures(path, side, least=10):
    """Pictures and their captions: of each line of a UTF-8 file, a PNG's or JPEG's name, a tab, a caption. It is beside the file.

    The pictures are resized to `side` x `side`. Of Flickr8k's «name.jpg#0», what follows the name is left out. Returns for each line the
    name, the picture, [lines, side, side, 3] of 0-255, and the caption. Ends the program with one line where a picture cannot be read.
    """
    import numpy as np

    from legacy_seq2seq import tf1 as tf

    names, captions = zip(*((name.split("#")[0], caption) for name, caption in read_pairs(path, least=least)))
    pictures = {}
    with tf.Graph().as_default(), tf.Session() as sess:
        file = tf.placeholder(tf.string, [])
        resized = tf.image.resize_images(tf.image.decode_png(tf.read_file(file), 3), [side, side])   # decode_png reads JPEG as well
        for name in dict.fromkeys(names):
            try:
                found = sess.run(resized, {file: os.path.join(os.path.dirname(path), name)})
            except tf.errors.OpError as error:
                give_up(f"{path}, line {names.index(name) + 1}: {name!r} beside it cannot be read as a PNG or JPEG: "
                        f"{'there is no such file' if isinstance(error, tf.errors.NotFoundError) else 'it is none'}")
            pictures[name] = np.uint8(np.round(found))
    return names, np.array([pictures[name] for name in names]), captions
