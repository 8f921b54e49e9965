from django.db import models

from fullcircle.registry.people.models.person import Person


class Skill(models.Model):
    name = models.CharField(max_length=80, unique=True)

    def __str__(self) -> str:
        return self.name


class PersonSkill(models.Model):
    """What a person may do, until the certificate expires."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="skills")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="holders")
    level = models.PositiveSmallIntegerField(default=1)
    expires_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "skill"], name="skill_held_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.skill}"
