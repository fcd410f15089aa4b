"""When and how `train_and_evaluate` exports. Source: TF1 tf.estimator.Exporter and its kinds."""

import os

from legacy_seq2seq import tf1 as tf


class Exporter:
    """Exports after an evaluation. Source: TF1 tf.estimator.Exporter."""

    @property
    def name(self):
        """The folder's name below `<model_dir>/export`."""
        raise NotImplementedError("Exporter.name")

    def export(self, estimator, export_path, checkpoint_path, eval_result, is_the_final_export):
        """Exports, or not; returns the folder written, or None."""
        raise NotImplementedError("Exporter.export")


class _SavedModelExporter(Exporter):
    def __init__(self, name, serving_input_receiver_fn, assets_extra=None, as_text=False):
        if not name:
            raise ValueError(f"{type(self).__name__}: `name` is empty; it names the folder of the exports.")
        self._name = name
        self._serving_input_receiver_fn, self._assets_extra, self._as_text = serving_input_receiver_fn, assets_extra, as_text

    @property
    def name(self):
        return self._name

    def _write(self, estimator, export_path, checkpoint_path):
        return estimator.export_saved_model(export_path, self._serving_input_receiver_fn, assets_extra=self._assets_extra,
                                            as_text=self._as_text, checkpoint_path=checkpoint_path)


class FinalExporter(_SavedModelExporter):
    """Exports once, when training is over. Source: TF1 tf.estimator.FinalExporter."""

    def export(self, estimator, export_path, checkpoint_path, eval_result, is_the_final_export):
        if not is_the_final_export:
            return None
        tf.logging.info("Performing the final export in the end of training.")
        return self._write(estimator, export_path, checkpoint_path)


class LatestExporter(_SavedModelExporter):
    """Exports each time and keeps the newest `exports_to_keep`; None keeps all. Source: TF1 tf.estimator.LatestExporter."""

    def __init__(self, name, serving_input_receiver_fn, assets_extra=None, as_text=False, exports_to_keep=5):
        super().__init__(name, serving_input_receiver_fn, assets_extra, as_text)
        self._exports_to_keep = _checked_count(type(self).__name__, exports_to_keep)

    def export(self, estimator, export_path, checkpoint_path, eval_result, is_the_final_export):
        written = self._write(estimator, export_path, checkpoint_path)
        _keep_newest(export_path, self._exports_to_keep)
        return written


def _loss_smaller(best_eval_result, current_eval_result):
    """Whether the current loss is below the best."""
    for result in (best_eval_result, current_eval_result):
        if not result or "loss" not in result:
            raise ValueError("BestExporter: an evaluation has no \"loss\" to compare; give a `compare_fn`.")
    return best_eval_result["loss"] > current_eval_result["loss"]


class BestExporter(_SavedModelExporter):
    """Exports where `compare_fn(best_eval_result, current_eval_result)` says that the current is better; the first always.

    Source: TF1 tf.estimator.BestExporter.
    """

    def __init__(self, name="best_exporter", serving_input_receiver_fn=None, event_file_pattern="eval/*.tfevents.*",
                 compare_fn=_loss_smaller, assets_extra=None, as_text=False, exports_to_keep=5):
        super().__init__(name, serving_input_receiver_fn, assets_extra, as_text)
        if compare_fn is None:
            raise ValueError("BestExporter: `compare_fn` is None; give a function of (best_eval_result, current_eval_result).")
        self._compare_fn, self._best = compare_fn, None
        self._exports_to_keep = _checked_count(type(self).__name__, exports_to_keep)

    def export(self, estimator, export_path, checkpoint_path, eval_result, is_the_final_export):
        if self._best is not None and not self._compare_fn(best_eval_result=self._best, current_eval_result=eval_result):
            return None
        tf.logging.info("Performing best model export.")
        self._best = eval_result
        written = self._write(estimator, export_path, checkpoint_path)
        _keep_newest(export_path, self._exports_to_keep)
        return written


def _checked_count(owner, count):
    if count is not None and count <= 0:
        raise ValueError(f"{owner}: `exports_to_keep` is {count}; expected a number above 0, or None.")
    return count


def _keep_newest(folder, count):
    if count is not None:
        for name in sorted((name for name in os.listdir(folder) if name.isdigit()), key=int)[:-count]:
            tf.gfile.DeleteRecursively(os.path.join(folder, name))
