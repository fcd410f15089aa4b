#!/usr/bin/env python2
import argparse
import os
import tempfile
import time

import tensorflow as tf

from loader import Letters
from network import Network


def main():
	parser = argparse.ArgumentParser()
	parser.add_argument('--width', type=int, default=12)
	parser.add_argument('--layers', type=int, default=2)
	parser.add_argument('--kind', type=str, default='lstm', help='rnn, gru or lstm')
	parser.add_argument('--batch', type=int, default=4)
	parser.add_argument('--length', type=int, default=8)
	parser.add_argument('--clip', type=float, default=5.)
	parser.add_argument('--epochs', type=int, default=2)
	parser.add_argument('--rate', type=float, default=0.002)
	parser.add_argument('--decay', type=float, default=0.97)
	args = parser.parse_args()
	where = train(args)
	sample(args, where)


def train(args):
	data = Letters(args.batch, args.length)
	args.vocab = data.size
	net = Network(args)
	folder = tempfile.mkdtemp()
	with tf.Session() as sess:
		tf.initialize_all_variables().run()
		saver = tf.train.Saver(tf.all_variables())
		for epoch in xrange(args.epochs):
			sess.run(tf.assign(net.rate, args.rate * (args.decay ** epoch)))
			data.rewind()
			state = sess.run(net.start)
			for b in xrange(min(data.count, 14)):
				begin = time.time()
				x, y = data.next()
				feed = {net.x: x, net.y: y}
				for i, (c, h) in enumerate(net.start):
					feed[c] = state[i].c
					feed[h] = state[i].h
				cost, state, _ = sess.run([net.cost, net.last, net.train], feed)
				print "%d/%d (epoch %d), loss %.3f, %.3f s" % (epoch * data.count + b, args.epochs * data.count, epoch, cost, time.time() - begin)
		path = saver.save(sess, os.path.join(folder, 'model.ckpt'), global_step=1)
		print "saved", os.path.basename(path)
	args.data = data
	return folder


def sample(args, folder):
	tf.reset_default_graph()
	net = Network(args, infer=True)
	index, _ = args.data.reload()
	with tf.Session() as sess:
		tf.initialize_all_variables().run()
		saver = tf.train.Saver(tf.all_variables())
		ckpt = tf.train.get_checkpoint_state(folder)
		if ckpt and ckpt.model_checkpoint_path:
			saver.restore(sess, ckpt.model_checkpoint_path)
			print net.write(sess, args.data.chars, index, 30)


if __name__ == '__main__':
	main()
