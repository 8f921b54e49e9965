"""D4: keys of our own models point down the house, and none of them is generic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pytest
from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.test.utils import isolate_apps

# From the ground up. A key may stay in its room or point to a room named before it.
FLOORS = [
    "foundation", "people", "catalogue", "customers", "handoffs", "servicedesk", "scheduling",
    "dispatch", "fieldwork", "billing", "insight",
]  # fmt: skip


@dataclass(frozen=True)
class Key:
    """`owner.field` points to a model of the room `to`; `to` is empty for a generic key."""

    room: str
    owner: str
    field: str
    to: str
    target: str

    def __str__(self) -> str:
        return f"{self.room}.{self.owner}.{self.field} -> {self.to}.{self.target}"


def keys_of(model: type[models.Model]) -> Iterator[Key]:
    room, owner = model._meta.app_label, model.__name__
    for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
        target = field.related_model
        if field.is_relation and isinstance(target, type):
            yield Key(room, owner, field.name, target._meta.app_label, target.__name__)
    for field in model._meta.private_fields:
        if isinstance(field, GenericForeignKey | GenericRelation):
            yield Key(room, owner, field.name, "", "generic")


def trouble(key: Key) -> str:
    """What is wrong with the key; empty when it points down."""
    if not key.to:
        return "a generic key: name the row by reference text (foundation/references.py)"
    if key.to not in FLOORS:
        return "into a framework's tables: keep what we need in a model of our own"
    if key.room not in FLOORS:
        return f"room {key.room} has no floor: give it one in FLOORS and in .importlinter"
    if FLOORS.index(key.to) > FLOORS.index(key.room):
        return "upwards: turn the key round, or name the row by reference text"
    return ""


def troubles(keys: Iterable[Key]) -> list[str]:
    return [f"{key}: {trouble(key)}" for key in keys if trouble(key)]


def our_models() -> list[type[models.Model]]:
    """Also the tables in the middle of a many-to-many field."""
    everything = apps.get_models(include_auto_created=True)
    return [model for model in everything if model.__module__.startswith("fullcircle.")]


def test_keys_of_our_models_point_down() -> None:
    found = troubles(key for model in our_models() for key in keys_of(model))
    assert not found, "\n".join(found)


def test_every_room_with_tables_is_seen() -> None:
    assert {model._meta.app_label for model in our_models()} >= {"foundation", "people"}


@pytest.mark.parametrize(
    ("room", "to"),
    [
        ("servicedesk", "scheduling"),
        ("handoffs", "servicedesk"),
        ("foundation", "people"),
        ("people", "customers"),
        ("people", "auth"),
        ("dispatch", "contenttypes"),
        ("gossip", "people"),
        ("dispatch", ""),
    ],
)
def test_a_key_upwards_outside_or_to_anything_is_refused(room: str, to: str) -> None:
    assert trouble(Key(room, "Owner", "key", to, "Target"))


@pytest.mark.parametrize(("room", "to"), [("billing", "handoffs"), ("people", "people")])
def test_a_key_downwards_or_inside_the_room_passes(room: str, to: str) -> None:
    assert not trouble(Key(room, "Owner", "key", to, "Target"))


@isolate_apps("fullcircle.foundation", "fullcircle.registry.people", "django.contrib.contenttypes")
def test_keys_named_by_text_many_to_many_and_generic_ones_are_seen() -> None:
    class Person(models.Model):
        class Meta:
            app_label = "people"

    class Note(models.Model):
        author = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
        readers = models.ManyToManyField("people.Person", related_name="+")
        kind = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
        row = models.PositiveIntegerField()
        about = GenericForeignKey("kind", "row")

        class Meta:
            app_label = "foundation"

    found = {key.field: bool(trouble(key)) for key in keys_of(Note)}
    assert found == {"author": True, "readers": True, "kind": True, "about": True}
