"""How many examples a property of the foundation runs: 200 while working, 2,000 in CI.

`HYPOTHESIS_EXAMPLES` sets the number of the profile "dev"; `HYPOTHESIS_PROFILE=ci` chooses "ci".
The settings are used as a decorator, so that other folders keep their own.
"""

import os

from hypothesis import settings

settings.register_profile(
    "dev",
    deadline=None,  # the time of one example says more about the machine than about the rule
    print_blob=True,
    max_examples=int(os.environ.get("HYPOTHESIS_EXAMPLES", "200")),
)
thoroughly = settings.get_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))
