"""What people see."""

from typing import Final

EXIT_OK: Final = 0
EXIT_PARTLY: Final = 1  # some of it was done; what was not is named on stderr
EXIT_BAD: Final = 2  # the input cannot be used
