from django.apps import AppConfig


class ForumConfig(AppConfig):
    name = "portage.forum"
    label = "forum"
    verbose_name = "Forum"
