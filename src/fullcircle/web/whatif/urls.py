"""Addresses of trying things out."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
