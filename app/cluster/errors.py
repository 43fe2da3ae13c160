"""What can go wrong with the private cluster."""


class ClusterError(Exception):
    """The private cluster cannot be used. The message says why and what to do, in one or two sentences."""
