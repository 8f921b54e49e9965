"""The demo's scenes for the replay's screens: the one place that knows both."""

from collections.abc import Mapping

from fullcircle.web.replay.player import NotPlayable, plug_in


class DemoPlayer:
    """Looks for the demo when it is asked, so that a real company never loads it."""

    def play(self, scene: str) -> None:
        from fullcircle.demo.tuesday import scenes

        try:
            scenes.play(scene)
        except scenes.CannotBeTold as refusal:
            raise NotPlayable(str(refusal)) from refusal

    def played(self) -> set[str]:
        from fullcircle.demo.tuesday import scenes

        return scenes.played()

    def parts(self) -> Mapping[str, int]:
        from fullcircle.demo.tuesday import scenes

        return scenes.parts()

    def names(self) -> Mapping[str, str]:
        from fullcircle.demo.tuesday import scenes

        return scenes.names()


def wire() -> None:
    plug_in(DemoPlayer())
