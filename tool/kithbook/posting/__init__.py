"""A message on its way: through the system's sendmail, or to a mail server. Nothing else here speaks to the network."""

from kithbook.posting.sendmail import hand_over
from kithbook.posting.server import Server, deliver

__all__ = ["Server", "deliver", "hand_over"]
