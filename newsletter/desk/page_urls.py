"""Pictures of pages, for the desk only but outside Wagtail's own addresses, which forbid every browser to keep anything."""

from django.urls import path
from wagtail.admin.auth import require_admin_access

from newsletter.desk.page_view import page_picture

urlpatterns = [
    path(
        "bulletins/<int:page_id>/pages/<int:number>/<slug:key>.jpg",
        require_admin_access(page_picture),
        name="bulletin_page",
    ),
]
