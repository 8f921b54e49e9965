from fullcircle.insight.models.log_import import LogImport
from fullcircle.insight.models.own_word import OwnWord
from fullcircle.insight.models.proposed_link import ProposedLink
from fullcircle.insight.models.scenario_run import ScenarioRun

__all__ = ["LogImport", "OwnWord", "ProposedLink", "ScenarioRun"]
