from django import template

from renxin.portal.handles import handle_of

register = template.Library()
register.filter("handle", handle_of)
