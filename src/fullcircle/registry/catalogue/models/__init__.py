from fullcircle.registry.catalogue.models.closing_form import ClosingForm, ClosingFormItem
from fullcircle.registry.catalogue.models.job_type import JobType
from fullcircle.registry.catalogue.models.price_list import PriceItem, PriceList
from fullcircle.registry.catalogue.models.service import Service

__all__ = ["ClosingForm", "ClosingFormItem", "JobType", "PriceItem", "PriceList", "Service"]
