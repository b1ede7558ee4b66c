"""曝光台: what is exposed now, before beside after, with the unit's own words; what is on the way there."""

from services.photos.show_exposed import show_exposed
from views.asof import show_strip
from views.county import the_store
from views.early import stop_before_the_data
from views.exposure import show_exposures, show_waiting
from views.frame import conclude, foot, open_page
from views.opened import show_opened

page = open_page("exposure")
store = the_store()
stop_before_the_data(page, store)
answer = page.ask(show_exposed, store)
show_strip(page, answer.strip)
conclude(answer.conclusion.plain, answer.conclusion.red, answer.conclusion.sub)
show_exposures(answer, store)
show_waiting(page, answer)
foot(answer.foot)
show_opened(page, store)
