from __future__ import division
from __future__ import print_function

import os
import tempfile

import numpy as np
import tensorflow as tf

import settings
from model import ChatBot


def vocabulary():
    words = sorted(set(word for pair in settings.TALK for side in pair for word in side.split()))
    return {word: i + 4 for i, word in enumerate(words)}


def get_batch(ids, bucket_id, step):
    encoder_size, decoder_size = settings.BUCKETS[bucket_id]
    fitting = [(a.split(), b.split()) for a, b in settings.TALK if len(a.split()) <= encoder_size and len(b.split()) < decoder_size - 1]
    encoder_inputs, decoder_inputs, masks = [], [], []
    for i in range(settings.BATCH_SIZE):
        asked, answered = fitting[(step + i) % len(fitting)]
        asked = [ids[w] for w in asked]
        answered = [settings.START_ID] + [ids[w] for w in answered] + [settings.EOS_ID]
        encoder_inputs.append(list(reversed(asked + [settings.PAD_ID] * (encoder_size - len(asked)))))
        decoder_inputs.append(answered + [settings.PAD_ID] * (decoder_size - len(answered)))
    encoder = np.array(encoder_inputs, dtype=np.int32).T
    decoder = np.array(decoder_inputs, dtype=np.int32).T
    for t in range(decoder_size):
        following = decoder[t + 1] if t < decoder_size - 1 else np.zeros(settings.BATCH_SIZE)
        masks.append((following != settings.PAD_ID).astype(np.float32))
    return encoder, decoder, masks


def run_step(sess, model, encoder_inputs, decoder_inputs, masks, bucket_id, forward_only):
    encoder_size, decoder_size = settings.BUCKETS[bucket_id]
    feed = {model.encoder_inputs[i].name: encoder_inputs[i] for i in range(encoder_size)}
    feed.update({model.decoder_inputs[i].name: decoder_inputs[i] for i in range(decoder_size)})
    feed.update({model.decoder_masks[i].name: masks[i] for i in range(decoder_size)})
    feed[model.decoder_inputs[decoder_size].name] = np.zeros([settings.BATCH_SIZE], dtype=np.int32)
    if forward_only:
        return sess.run([model.losses[bucket_id]] + model.outputs[bucket_id][:decoder_size], feed)
    return sess.run([model.train_ops[bucket_id], model.gradient_norms[bucket_id], model.losses[bucket_id]], feed)


def main():
    ids = vocabulary()
    folder = tempfile.mkdtemp()
    model = ChatBot(False, settings.BATCH_SIZE, len(ids) + 4)
    model.build_graph()
    saver = tf.train.Saver()
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for step in range(20):
            bucket_id = step % 2
            _, norm, loss = run_step(sess, model, *(get_batch(ids, bucket_id, step) + (bucket_id, False)))
            if step % 5 == 0:
                print('Iter {}: loss {:.4f}, norm {:.4f}'.format(step, loss, norm))
        saver.save(sess, os.path.join(folder, 'chatbot'), global_step=model.global_step)
    tf.reset_default_graph()
    model = ChatBot(True, settings.BATCH_SIZE, len(ids) + 4)
    model.build_graph()
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        tf.train.Saver().restore(sess, tf.train.latest_checkpoint(folder))
        words = {i: word for word, i in ids.items()}
        results = run_step(sess, model, *(get_batch(ids, 0, 0) + (0, True)))
        print('loss {:.4f}:'.format(results[0]), ' '.join(words.get(int(np.argmax(logit[0])), '_') for logit in results[1:]))


if __name__ == '__main__':
    main()
