"""What each check is shown, so that none passes because it looks at nothing."""

from tests.architecture.examples.bad import BAD
from tests.architecture.examples.good import GOOD

__all__ = ["BAD", "GOOD"]
