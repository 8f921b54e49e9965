"""Addresses of the figures over our own history."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
