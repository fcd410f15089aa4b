# A word model in two layers, trained and measured with shared weights.
from __future__ import absolute_import
from __future__ import division
from __future__ import print_function

import numpy as np
import tensorflow as tf

flags = tf.flags
flags.DEFINE_string("config", "small", "Which settings: small or tiny.")
flags.DEFINE_bool("use_fp16", False, "Train in half precision.")
FLAGS = flags.FLAGS


def float_type():
  return tf.float16 if FLAGS.use_fp16 else tf.float32


class Small(object):
  init_scale = 0.1
  learning_rate = 1.0
  max_grad_norm = 5
  num_layers = 2
  num_steps = 6
  hidden_size = 14
  max_epoch = 1
  max_max_epoch = 2
  keep_prob = 1.0
  lr_decay = 0.5
  batch_size = 5
  vocab_size = 23


class Tiny(Small):
  hidden_size = 4


class WordModel(object):
  def __init__(self, is_training, config):
    self.batch_size = batch_size = config.batch_size
    self.num_steps = num_steps = config.num_steps
    size, vocab = config.hidden_size, config.vocab_size
    self._input = tf.placeholder(tf.int32, [batch_size, num_steps])
    self._targets = tf.placeholder(tf.int32, [batch_size, num_steps])

    lstm = tf.nn.rnn_cell.BasicLSTMCell(size, forget_bias=0.0, state_is_tuple=True)
    if is_training and config.keep_prob < 1:
      lstm = tf.nn.rnn_cell.DropoutWrapper(lstm, output_keep_prob=config.keep_prob)
    cell = tf.nn.rnn_cell.MultiRNNCell([lstm] * config.num_layers, state_is_tuple=True)
    self._initial_state = cell.zero_state(batch_size, float_type())

    with tf.device("/cpu:0"):
      embedding = tf.get_variable("embedding", [vocab, size], dtype=float_type())
      inputs = tf.nn.embedding_lookup(embedding, self._input)

    outputs = []
    state = self._initial_state
    with tf.variable_scope("RNN"):
      for time_step in range(num_steps):
        if time_step > 0:
          tf.get_variable_scope().reuse_variables()
        (cell_output, state) = cell(inputs[:, time_step, :], state)
        outputs.append(cell_output)
    output = tf.reshape(tf.concat(1, outputs), [-1, size])
    softmax_w = tf.get_variable("softmax_w", [size, vocab], dtype=float_type())
    softmax_b = tf.get_variable("softmax_b", [vocab], dtype=float_type())
    logits = tf.matmul(output, softmax_w) + softmax_b
    loss = tf.nn.seq2seq.sequence_loss_by_example(
        [logits], [tf.reshape(self._targets, [-1])], [tf.ones([batch_size * num_steps], dtype=float_type())])
    self._cost = cost = tf.reduce_sum(loss) / batch_size
    self._final_state = state
    if not is_training:
      return

    self._lr = tf.Variable(0.0, trainable=False)
    tvars = tf.trainable_variables()
    grads, _ = tf.clip_by_global_norm(tf.gradients(cost, tvars), config.max_grad_norm)
    self._train_op = tf.train.GradientDescentOptimizer(self._lr).apply_gradients(
        zip(grads, tvars), global_step=tf.contrib.framework.get_or_create_global_step())
    self._new_lr = tf.placeholder(tf.float32, shape=[], name="new_learning_rate")
    self._lr_update = tf.assign(self._lr, self._new_lr)

  def assign_lr(self, session, value):
    session.run(self._lr_update, feed_dict={self._new_lr: value})

  @property
  def initial_state(self):
    return self._initial_state

  @property
  def cost(self):
    return self._cost

  @property
  def final_state(self):
    return self._final_state


def batches(words, batch_size, num_steps):
  rows = len(words) // batch_size
  data = np.reshape(words[:rows * batch_size], [batch_size, rows])
  for i in range((rows - 1) // num_steps):
    yield data[:, i * num_steps:(i + 1) * num_steps], data[:, i * num_steps + 1:(i + 1) * num_steps + 1]


def run_epoch(session, model, words, train=False):
  costs, iters = 0.0, 0
  state = session.run(model.initial_state)
  fetches = {"cost": model.cost, "final_state": model.final_state}
  if train:
    fetches["eval_op"] = model._train_op
  for x, y in batches(words, model.batch_size, model.num_steps):
    feed_dict = {model._input: x, model._targets: y}
    for i, (c, h) in enumerate(model.initial_state):
      feed_dict[c] = state[i].c
      feed_dict[h] = state[i].h
    vals = session.run(fetches, feed_dict)
    state = vals["final_state"]
    costs += vals["cost"]
    iters += model.num_steps
  return np.exp(costs / iters)


def main(_):
  config = {"small": Small, "tiny": Tiny}[FLAGS.config]()
  eval_config = Small()
  eval_config.batch_size = 1
  eval_config.num_steps = 1
  words = np.random.RandomState(3).randint(0, config.vocab_size, 400)
  with tf.Graph().as_default(), tf.Session() as session:
    initializer = tf.random_uniform_initializer(-config.init_scale, config.init_scale)
    with tf.variable_scope("model", reuse=None, initializer=initializer):
      m = WordModel(is_training=True, config=config)
    with tf.variable_scope("model", reuse=True, initializer=initializer):
      mtest = WordModel(is_training=False, config=eval_config)
    tf.initialize_all_variables().run()
    for i in range(config.max_max_epoch):
      lr_decay = config.lr_decay ** max(i - config.max_epoch, 0.0)
      m.assign_lr(session, config.learning_rate * lr_decay)
      print("Epoch: %d Learning rate: %.3f" % (i + 1, session.run(m._lr)))
      print("Train perplexity: %.3f" % run_epoch(session, m, words, train=True))
    print("Test perplexity: %.3f" % run_epoch(session, mtest, words[:20]))


if __name__ == "__main__":
  tf.app.run()
