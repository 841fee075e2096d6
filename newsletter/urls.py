"""The addresses below /recevoir/."""

app_name = "newsletter"
urlpatterns: list[object] = []
