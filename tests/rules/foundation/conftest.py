"""Hypothesis profiles: quick while working, 2,000 examples each where it counts."""

import os

from hypothesis import settings

_EXAMPLES = int(os.environ.get("HYPOTHESIS_EXAMPLES", "200"))
# No deadline: the time of one example says more about the machine than about the rule.
settings.register_profile("dev", max_examples=_EXAMPLES, deadline=None)
settings.register_profile("ci", max_examples=max(_EXAMPLES, 2000), deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))
