"""Writing an estimator's model as a SavedModel."""

import os
import time

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.estimator.model_fn import ModeKeys


def export(estimator, export_dir_base, serving_input_receiver_fn, assets_extra=None, as_text=False, checkpoint_path=None,
           strip_default_attrs=True, mode=ModeKeys.PREDICT):
    """Writes the SavedModel and returns its folder; see `Estimator.export_saved_model`."""
    if serving_input_receiver_fn is None:
        raise ValueError("Estimator.export_saved_model: `serving_input_receiver_fn` is None; give the function that makes the inputs.")
    if mode != ModeKeys.PREDICT:
        raise ValueError(f"Estimator.export_saved_model: mode {mode!r}; models are exported for PREDICT here.")
    path = checkpoint_path or estimator.latest_checkpoint()
    if not path:
        raise ValueError(f"Estimator.export_saved_model: no checkpoint in {estimator.model_dir}; train the model first.")
    target = _new_folder(export_dir_base)
    temporary = os.path.join(os.path.dirname(target), f"temp-{os.path.basename(target)}")
    with tf.Graph().as_default() as graph:
        estimator._create_global_step(graph)
        tf.set_random_seed(estimator._config.tf_random_seed)
        receiver = serving_input_receiver_fn()
        spec = estimator._call_model_fn(receiver.features, None, mode, estimator.config)
        with tf.Session(config=estimator._session_config) as session:
            saver = spec.scaffold.saver or tf.train.Saver(sharded=True)
            initializer = spec.scaffold.local_init_op or tf.train.Scaffold.default_local_init_op()
            saver.restore(session, path)
            builder = tf.saved_model.Builder(temporary)
            builder.add_meta_graph_and_variables(
                session, [tf.saved_model.tag_constants.SERVING], signature_def_map=_signatures(spec.export_outputs, receiver),
                assets_collection=tf.get_collection(tf.GraphKeys.ASSET_FILEPATHS), main_op=initializer,
                strip_default_attrs=strip_default_attrs)
            builder.save(as_text)
    _copy_assets(assets_extra, temporary)
    os.rename(temporary, target)
    tf.logging.info(f"SavedModel written to: {target}")
    return target.encode()


def _new_folder(base):
    """A folder named by the seconds of now that is not there yet."""
    base = os.fsdecode(base)
    os.makedirs(base, exist_ok=True)
    stamp = int(time.time())
    while os.path.exists(os.path.join(base, str(stamp))):
        stamp += 1
    return os.path.join(base, str(stamp))


def _signatures(outputs, receiver):
    """{signature: SignatureDef}; those that the receiver does not fit are left out."""
    signatures, alternatives = {}, receiver.receiver_tensors_alternatives or {}
    for prefix, tensors in [("", receiver.receiver_tensors), *((f"{name}:", tensors) for name, tensors in alternatives.items())]:
        for name, output in outputs.items():
            try:
                signatures[prefix + name] = output.as_signature_def(tensors)
            except ValueError as error:
                tf.logging.info(f"Signature {name!r} is left out of the export: {error}")
    return signatures


def _copy_assets(assets_extra, folder):
    for target, source in (assets_extra or {}).items():
        target = os.path.join(folder, "assets.extra", target)
        tf.gfile.MakeDirs(os.path.dirname(target))
        tf.gfile.Copy(source, target)
