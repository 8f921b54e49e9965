import uuid

from django.db import models


class StoredFile(models.Model):
    """A photo or signature: decoded, encoded again, without metadata, under a random name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    purpose = models.CharField(max_length=20)
    content_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.purpose} {self.id}"

    @property
    def name(self) -> str:
        return f"{self.id.hex[:2]}/{self.id.hex}.{'png' if self.content_type == 'image/png' else 'jpg'}"
