"""Addresses of the forum."""

from django.urls import path

from .views import posts, spaces, threads

app_name = "forum"
SPACE, THREAD, POST = "forum/spaces/<uuid:pk>/", "forum/threads/<uuid:pk>/", "forum/posts/<uuid:pk>/"

urlpatterns = [
    path("forum/", spaces.home, name="home"),
    path("forum/open/", spaces.open_space, name="open_space"),
    path(SPACE, spaces.space, name="space"),
    path(f"{SPACE}people/", spaces.people, name="people"),
    path(f"{SPACE}change/", spaces.change_space, name="change_space"),
    path(f"{SPACE}moderators/", spaces.name_moderator, name="name_moderator"),
    path(f"{SPACE}moderators/<uuid:member>/end/", spaces.end_moderator, name="end_moderator"),
    path(f"{SPACE}told/", spaces.choose_for_space, name="choose_for_space"),
    path(f"{SPACE}read/", spaces.read_all, name="read_all"),
    path(f"{SPACE}start/", threads.start, name="start"),
    path(f"{SPACE}preview/", threads.preview, name="preview"),
    path("forum/contracts/<uuid:pk>/", spaces.of_contract, name="of_contract"),
    path("forum/contracts/<uuid:pk>/start/", threads.start_on_contract, name="start_on_contract"),
    path(THREAD, threads.thread, name="thread"),
    path(f"{THREAD}reply/", threads.reply, name="reply"),
    path(f"{THREAD}read/", threads.read, name="read"),
    path(f"{THREAD}told/", threads.choose, name="choose"),
    path(f"{THREAD}history/", threads.history, name="history"),
    path(f"{THREAD}rename/", threads.rename, name="rename"),
    path(f"{THREAD}move/", threads.move, name="move"),
    path(f"{THREAD}pin/", threads.pin, name="pin"),
    path(f"{THREAD}lock/", threads.lock, name="lock"),
    path(f"{THREAD}answer/", threads.answer, name="answer"),
    path(f"{POST}edit/", posts.edit, name="edit"),
    path(f"{POST}take-back/", posts.take_back, name="take_back"),
    path(f"{POST}react/", posts.react, name="react"),
    path(f"{POST}report/", posts.flag, name="flag"),
    path(f"{POST}decide/", posts.rule, name="rule"),
    path(f"{POST}former/", posts.former, name="former"),
    path("forum/files/<uuid:pk>/", posts.file, name="file"),
]
