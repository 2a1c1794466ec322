"""Finding who signed in: every page asks for the person and for their posts."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils import timezone

from renxin.staff.models import Post, Staff


class StaffBackend(AuthenticationBackend):  # type: ignore[misc]
    """Reads the person of a session together with the posts they hold today."""

    def get_user(self, user_id: Any) -> Staff | None:
        posts = Post.objects.held_on(timezone.localdate()).filter(staff=OuterRef("pk"))
        held = posts.values(post=JSONObject(role="role", clinic="clinic_id"))
        found = Staff.objects.annotate(held=ArraySubquery(held)).filter(pk=user_id)
        staff = found.first()
        if staff is None or not self.user_can_authenticate(staff):
            return None
        staff.posts_today = [(post["role"], post["clinic"]) for post in staff.held]
        return staff
