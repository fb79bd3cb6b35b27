"""dateline: puts a news story on the map and checks its distances.

The public names stand in ``__init__.pyi``; each is imported when it is first used.
"""

import lazy_loader as _lazy

__version__ = "0.1.0"

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)
