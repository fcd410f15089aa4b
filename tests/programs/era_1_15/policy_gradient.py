"""A small corridor; a policy of tf.layers learns to walk right. Two networks, the second copied from the first."""
import numpy as np
import tensorflow as tf


class Corridor:
    def __init__(self, n):
        self.n = n
        self.reset()

    def reset(self):
        self.at = self.n // 2
        return self.state()

    def state(self):
        return np.eye(self.n)[self.at]

    def step(self, action):
        self.at += 1 if action else -1
        done = self.at in (0, self.n - 1)
        return self.state(), float(self.at == self.n - 1), done


class Net(object):
    def __init__(self, n, name):
        with tf.variable_scope(name):
            self.s = tf.placeholder(tf.float32, [None, n], 's')
            self.a = tf.placeholder(tf.int32, [None, ], 'a')
            self.r = tf.placeholder(tf.float32, [None, ], 'r')
            with tf.variable_scope('l1', reuse=tf.AUTO_REUSE):
                c_names = ['params', tf.GraphKeys.GLOBAL_VARIABLES]
                w1 = tf.get_variable('w1', [n, 8], initializer=tf.random_normal_initializer(0., 0.3), collections=c_names)
                b1 = tf.get_variable('b1', [1, 8], initializer=tf.constant_initializer(0.1), collections=c_names, trainable=True)
                l1 = tf.nn.relu(tf.matmul(self.s, w1) + b1)
            self.logits = tf.layers.dense(l1, 2, kernel_initializer=tf.random_normal_initializer(0, 0.3),
                                          bias_initializer=tf.constant_initializer(0.1), name='out')
            self.prob = tf.nn.softmax(self.logits, name='prob')
        self.vars = tf.get_collection(tf.GraphKeys.GLOBAL_VARIABLES, scope=name + '/')


with tf.name_scope('agent'):
    policy, old = Net(7, 'policy'), Net(7, 'old')
dist = tf.distributions.Categorical(probs=policy.prob)
ratio = tf.exp(dist.log_prob(policy.a) - tf.distributions.Categorical(logits=old.logits).log_prob(policy.a))
surrogate = tf.minimum(ratio * policy.r, tf.clip_by_value(ratio, 0.8, 1.2) * policy.r)
entropy = tf.reduce_mean(dist.entropy())
loss = -tf.reduce_mean(surrogate) - 0.01 * entropy
kl = tf.reduce_mean(tf.distributions.kl_divergence(tf.distributions.Categorical(logits=old.logits), dist))
train = tf.train.RMSPropOptimizer(0.01).minimize(loss, var_list=policy.vars)
copy = [tf.assign(o, p) for p, o in zip(policy.vars, old.vars)]
sess = tf.Session()
sess.run(tf.global_variables_initializer())
np.random.seed(5)
env = Corridor(7)
for episode in range(8):
    sess.run(copy)
    s, states, actions, rewards, done = env.reset(), [], [], [], False
    while not done and len(states) < 30:
        p = sess.run(policy.prob, {policy.s: s[np.newaxis, :]})
        a = int(np.random.uniform() < 0.5)
        states.append(s)
        actions.append(a)
        s, r, done = env.step(a)
        rewards.append(r)
    discounted = np.zeros_like(rewards)
    running = 0
    for t in reversed(range(len(rewards))):
        running = running * 0.9 + rewards[t]
        discounted[t] = running
    discounted -= np.mean(discounted)
    feed = {policy.s: np.vstack(states), old.s: np.vstack(states), policy.a: np.array(actions), policy.r: discounted}
    sess.run(train, feed)
    l, e, k = sess.run([loss, entropy, kl], feed)
    print(episode, len(states), l, e, k)
