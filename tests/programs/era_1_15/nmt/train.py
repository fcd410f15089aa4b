# -*- coding: utf-8 -*-
"""Toy translation: bidirectional encoder, attention, beam search; data by tf.data and lookup tables."""
import argparse
import os
import sys

import tensorflow as tf

from model import NMTModel
from utils import corpus
from utils.iterator import get_iterator


def create_hparams(flags):
    return tf.contrib.training.HParams(
        num_units=flags.num_units, batch_size=flags.batch_size, attention=flags.attention, beam_width=3,
        learning_rate=0.02, max_gradient_norm=5.0, steps=flags.num_train_steps, unit_type="gru",
        sos="<s>", eos="</s>", optimizer="adam")


def add_arguments(parser):
    parser.register("type", "bool", lambda v: v.lower() == "true")
    parser.add_argument("--num_units", type=int, default=8)
    parser.add_argument("--batch_size", type=int, default=4)
    parser.add_argument("--attention", type=str, default="scaled_luong")
    parser.add_argument("--num_train_steps", type=int, default=25)
    parser.add_argument("--verbose", type="bool", nargs="?", const=True, default=False)


def main(unused_argv):
    hparams = create_hparams(FLAGS)
    tf.logging.set_verbosity(tf.logging.INFO)
    folder = "data"
    if not tf.gfile.Exists(folder):
        tf.gfile.MakeDirs(folder)
    corpus.write(folder)
    src_table = tf.contrib.lookup.index_table_from_file(os.path.join(folder, "vocab.src"), default_value=0)
    tgt_table = tf.contrib.lookup.index_table_from_file(os.path.join(folder, "vocab.tgt"), default_value=0)
    reverse = tf.contrib.lookup.index_to_string_table_from_file(os.path.join(folder, "vocab.tgt"), default_value="<unk>")
    iterator = get_iterator(os.path.join(folder, "train.src"), os.path.join(folder, "train.tgt"), src_table, tgt_table, hparams)
    model = NMTModel(hparams, iterator, corpus.size(folder, "src"), corpus.size(folder, "tgt"), tgt_table)
    words = reverse.lookup(tf.to_int64(model.beam_ids[:, :, 0]))

    with tf.Session(config=tf.ConfigProto(allow_soft_placement=True)) as sess:
        sess.run(tf.global_variables_initializer())
        sess.run(tf.tables_initializer())
        sess.run(iterator.initializer)
        for step in range(hparams.steps):
            try:
                loss, norm, _ = sess.run([model.loss, model.grad_norm, model.update])
                if step % 5 == 0:
                    tf.logging.info("step %d loss %.4f gradient norm %.3f", step, loss, norm)
            except tf.errors.OutOfRangeError:
                sess.run(iterator.initializer)
                print("# epoch finished at step", step)
        sess.run(iterator.initializer)
        for sentence in sess.run(words):
            print(b" ".join(sentence).decode("utf-8"))


if __name__ == "__main__":
    nmt_parser = argparse.ArgumentParser()
    add_arguments(nmt_parser)
    FLAGS, unparsed = nmt_parser.parse_known_args()
    tf.app.run(main=main, argv=[sys.argv[0]] + unparsed)
