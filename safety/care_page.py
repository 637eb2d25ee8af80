"""What stands beside a version of an intimate care plan: the pupil's own words and signal, and the
care that was given last."""

from functools import cached_property

from safety.care_log import care_of

LATEST = 5


class CarePage:
    """Made with the PlanPage of a version."""

    def __init__(self, look):
        self.plan, self.version = look.plan, look.version

    @property
    def stop(self):
        return self._said("stop")

    @property
    def own_words(self):
        return self._said("own_words")

    @property
    def report(self):
        return self._said("report")

    @cached_property
    def latest(self):
        return list(care_of(self.plan).that_hold()[:LATEST])

    def _said(self, name):
        return self.version.answers.get(name, "").strip()
