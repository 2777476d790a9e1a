"""Nouns of the forum: spaces, threads, posts, what each member has read, and order."""

from .beside import Citation, PostFile
from .marks import Choice, Mark, SpaceMark
from .order import Flag, Ruling
from .spaces import Moderator, Space
from .threads import FormerText, Mention, Post, Reaction, Thread

__all__ = [
    "Choice",
    "Citation",
    "Flag",
    "FormerText",
    "Mark",
    "Mention",
    "Moderator",
    "Post",
    "PostFile",
    "Reaction",
    "Ruling",
    "Space",
    "SpaceMark",
    "Thread",
]
