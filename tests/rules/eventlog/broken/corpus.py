"""All broken logs."""

from tests.rules.eventlog.broken.databases import PARQUET, SQLITE
from tests.rules.eventlog.broken.files import FILES
from tests.rules.eventlog.broken.ocel_json import JSON
from tests.rules.eventlog.broken.ocel_xml import OCEL_XML
from tests.rules.eventlog.broken.tables import TABLES
from tests.rules.eventlog.broken.xes import XES_LOGS

ALL = [*FILES, *TABLES, *XES_LOGS, *OCEL_XML, *JSON, *SQLITE, *PARQUET]
