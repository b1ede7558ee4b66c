"""What may be done with an opened problem: the next step of its life cycle, its photos, its exposure."""

from services.county.installation import Store
from views.exposure_steps import offer_exposure
from views.frame import Page
from views.photos import offer_photos
from views.problem_steps import offer_steps


def offer_on_problem(page: Page, store: Store, number: str) -> None:
    offer_steps(page, store, number)
    offer_photos(page, store, number)
    offer_exposure(page, store, number)
