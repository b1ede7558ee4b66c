"""抽查登记: villages drawn for a real review, from the notice to the papers handed over."""

from services.spot_checks.show_spot_checks import show_spot_checks
from views.asof import show_strip
from views.county import the_store
from views.early import stop_before_the_data
from views.frame import conclude, foot, open_page
from views.spot_checks import offer_recording, show_checks

page = open_page("spot_checks")
store = the_store()
stop_before_the_data(page, store)
answer = page.ask(show_spot_checks, store)
show_strip(page, answer.strip)
conclude(answer.conclusion.plain, answer.conclusion.red, answer.conclusion.sub)
show_checks(answer.checks)
offer_recording(page, store, answer.checks)
foot(answer.foot)
