"""The API put together: all resources, one way to answer problems."""

from ninja import NinjaAPI

from fullcircle.api import (
    asks,
    board,
    closeouts,
    customers,
    figures,
    handoffs,
    jobs,
    problems,
    requests,
    reviews,
    thanks,
    visits,
)

# Its own addresses for description and reference are in urls.py: ninja's page loads scripts from
# another host, which our content security policy refuses.
api = NinjaAPI(title="fullcircle", version="1", openapi_url="", docs_url=None)
problems.register(api)
api.add_router("/customers", customers.router)
api.add_router("/requests", requests.router)
api.add_router("/jobs", jobs.router)
api.add_router("/board", board.router)
api.add_router("/visits", visits.router)
api.add_router("/positions", visits.positions)
api.add_router("/visits", closeouts.router)
api.add_router("/photos", closeouts.photos)
api.add_router("/reviews", reviews.router)
api.add_router("/cases", handoffs.cases)
api.add_router("/my", handoffs.mine)
api.add_router("/asks", asks.router)
api.add_router("/thanks", thanks.router)
api.add_router("/figures", figures.router)
