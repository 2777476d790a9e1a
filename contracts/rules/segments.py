"""Customer segments: the list stands with the network, whose sectors it names too."""

from portage.network.segments import SEGMENTS, segment_names

__all__ = ["SEGMENTS", "segment_names"]
