import cPickle
import collections
import os
import string
import tempfile

import numpy as np

POEM = u"""The rain upon the window pane
comes down, goes up, comes down again;
the drain below the window sill
drinks half the rain and half the hill.
"""


class Letters(object):
	"""Cuts a text into windows; the second one of a pair is one letter ahead."""

	def __init__(self, batch, length):
		self.batch = batch
		self.length = length
		text = POEM * 6
		counts = collections.Counter(text)
		ranked = sorted(counts.iteritems(), key=lambda pair: (-pair[1], pair[0]))
		self.chars, _ = zip(*ranked)
		self.size = len(self.chars)
		self.index = dict(zip(self.chars, xrange(self.size)))
		self.cache = os.path.join(tempfile.mkdtemp(), 'letters.pkl')
		with open(self.cache, 'wb') as f:
			cPickle.dump(self.chars, f)
		ids = np.array(map(self.index.get, text))
		self.count = ids.size / (batch * length)
		ids = ids[:self.count * batch * length]
		ahead = np.copy(ids)
		ahead[:-1] = ids[1:]
		ahead[-1] = ids[0]
		self.xs = np.split(ids.reshape(batch, -1), self.count, 1)
		self.ys = np.split(ahead.reshape(batch, -1), self.count, 1)
		self.at = 0

	def rewind(self):
		self.at = 0

	def next(self):
		pair = self.xs[self.at], self.ys[self.at]
		self.at += 1
		return pair

	def reload(self):
		with open(self.cache, 'rb') as f:
			chars = cPickle.load(f)
		return dict(zip(chars, range(len(chars)))), string.join(chars[:3], '') if hasattr(string, 'join') else ''.join(chars[:3])
