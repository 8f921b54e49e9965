from django.db import models

from fullcircle.registry.people.models.person import Person


class Team(models.Model):
    name = models.CharField(max_length=80, unique=True)
    trade = models.CharField(max_length=20, blank=True)
    people: "models.ManyToManyField[Person, TeamMembership]" = models.ManyToManyField(
        Person, through="TeamMembership", related_name="teams"
    )

    def __str__(self) -> str:
        return self.name


class TeamMembership(models.Model):
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    leads = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "person"], name="in_a_team_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.team}"
