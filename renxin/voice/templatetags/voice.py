from django import template

from renxin.voice import channels

register = template.Library()


@register.filter
def channel_title(name: str) -> str:
    """A channel as people call it; one that is no longer built, by its name."""
    module = channels.to_set_up().get(name)
    return str(module.TITLE) if module else name
