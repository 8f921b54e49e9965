"""Addresses of the customer graph."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
