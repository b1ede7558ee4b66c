"""What may be done with an opened problem: its photos, then the next step of its life cycle."""

from services.county.installation import Store
from views.frame import Page
from views.photos import offer_photos
from views.problem_steps import offer_steps


def offer_on_problem(page: Page, store: Store, number: str) -> None:
    offer_steps(page, store, number)
    offer_photos(page, store, number)
