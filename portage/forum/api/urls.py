"""Addresses of the forum in the API."""

from django.urls import path

from . import posts, spaces, threads

SPACE, THREAD, POST = "forum/spaces/<uuid:pk>/", "forum/threads/<uuid:pk>/", "forum/posts/<uuid:pk>/"

urlpatterns = [
    path("forum/spaces/", spaces.Spaces.as_view(), name="forum_spaces"),
    path(SPACE, spaces.OneSpace.as_view(), name="space"),
    path(f"{SPACE}readers/", spaces.Readers.as_view(), name="space_readers"),
    path(f"{SPACE}moderators/", spaces.Moderators.as_view(), name="space_moderators"),
    path(f"{SPACE}moderators/<uuid:member>/", spaces.OneModerator.as_view(), name="space_moderator"),
    path(f"{SPACE}told/", spaces.TellSpace.as_view(), name="tell_space"),
    path(f"{SPACE}read/", spaces.ReadSpace.as_view(), name="read_space"),
    path(f"{SPACE}threads/", threads.SpaceThreads.as_view(), name="space_threads"),
    path("forum/contracts/<uuid:pk>/threads/", threads.ContractThreads.as_view(), name="contract_threads"),
    path(THREAD, threads.OneThread.as_view(), name="thread"),
    path(f"{THREAD}posts/", threads.ThreadPosts.as_view(), name="thread_posts"),
    path(f"{THREAD}read/", threads.ReadThread.as_view(), name="read_thread"),
    path(f"{THREAD}told/", threads.TellThread.as_view(), name="tell_thread"),
    path(POST, posts.OnePost.as_view(), name="post"),
    path(f"{POST}former/", posts.Former.as_view(), name="post_former"),
    path(f"{POST}reactions/<slug:kind>/", posts.OneReaction.as_view(), name="post_reaction"),
    path(f"{POST}flags/", posts.Flags.as_view(), name="flag_post"),
    path(f"{POST}rulings/", posts.Rulings.as_view(), name="rule_post"),
    path(f"{POST}files/<uuid:photo>/", posts.PostFiles.as_view(), name="post_file"),
    path("forum/files/<uuid:pk>/", posts.PostBytes.as_view(), name="post_file_bytes"),
]
