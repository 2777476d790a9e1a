"""The demonstration: the research cases as a living platform, a small set for tests, a large one for measures.

cases.load, small.load    written by the verbs, event after event, each at its day in the past
large.load                written in bulk, in the shapes that the verbs write, then verified
"""
