from django.db import models
from django.db.models import Q

from fullcircle.registry.people.models import Person


class OwnWord(models.Model):
    """What somebody says about how the others deal with them, signed, shown with their name.

    A newer one replaces it; withdrawn it is shown nowhere. Nobody else can write or change it.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="own_words")
    text = models.CharField(max_length=300)
    said_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_own_word_in_force",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="own_word_says_something"),
        ]

    def __str__(self) -> str:
        return self.text
