import numpy as np
import tensorflow as tf
from tensorflow.python.ops import rnn_cell
from tensorflow.python.ops import seq2seq


class Network():
	def __init__(self, args, infer=False):
		self.args = args
		if infer:
			args.batch = 1
			args.length = 1

		kinds = {'rnn': rnn_cell.BasicRNNCell, 'gru': rnn_cell.GRUCell, 'lstm': rnn_cell.BasicLSTMCell}
		if not kinds.has_key(args.kind):
			raise Exception, "no such cell: %s" % args.kind
		if args.kind == 'lstm':
			one = kinds[args.kind](args.width, state_is_tuple=True)
		else:
			one = kinds[args.kind](args.width)
		self.cell = cell = rnn_cell.MultiRNNCell([one] * args.layers, state_is_tuple=True)

		self.x = tf.placeholder(tf.int32, [args.batch, args.length])
		self.y = tf.placeholder(tf.int32, [args.batch, args.length])
		self.start = cell.zero_state(args.batch, tf.float32)

		with tf.variable_scope('poem'):
			w = tf.get_variable("softmax_w", [args.width, args.vocab])
			b = tf.get_variable("softmax_b", [args.vocab])
			with tf.device("/cpu:0"):
				table = tf.get_variable("embedding", [args.vocab, args.width])
				steps = tf.split(1, args.length, tf.nn.embedding_lookup(table, self.x))
				steps = [tf.squeeze(step, [1]) for step in steps]

		def feed_back(prev, _):
			prev = tf.matmul(prev, w) + b
			best = tf.stop_gradient(tf.argmax(prev, 1))
			return tf.nn.embedding_lookup(table, best)

		outputs, last = seq2seq.rnn_decoder(steps, self.start, cell, loop_function=feed_back if infer else None, scope='poem')
		output = tf.reshape(tf.concat(1, outputs), [-1, args.width])
		self.logits = tf.matmul(output, w) + b
		self.probs = tf.nn.softmax(self.logits)
		loss = seq2seq.sequence_loss_by_example([self.logits], [tf.reshape(self.y, [-1])],
			[tf.ones([args.batch * args.length])], args.vocab)
		self.cost = tf.reduce_sum(loss) / args.batch / args.length
		self.last = last
		self.rate = tf.Variable(0.0, trainable=False)
		weights = tf.trainable_variables()
		grads, self.norm = tf.clip_by_global_norm(tf.gradients(self.cost, weights), args.clip)
		self.train = tf.train.AdamOptimizer(self.rate).apply_gradients(zip(grads, weights))

	def write(self, sess, chars, index, n, first=u'the '):
		state = sess.run(self.cell.zero_state(1, tf.float32))
		for char in first[:-1]:
			x = np.zeros((1, 1))
			x[0, 0] = index[char]
			[state] = sess.run([self.last], {self.x: x, self.start: state})
		text, char = first, first[-1]
		for _ in xrange(n):
			x = np.zeros((1, 1))
			x[0, 0] = index[char]
			probs, state = sess.run([self.probs, self.last], {self.x: x, self.start: state})
			char = chars[np.argmax(probs[0])]
			text += char
		return text
