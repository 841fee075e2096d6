from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [path("connexion/<str:secret>/", views.sign_in, name="sign_in")]
