"""单位与名册: towns, villages, mergers, units and confirmed names, edited as sheets or value by value."""

from services.settings.known_settings import REGISTER
from views.county import the_store
from views.frame import foot, open_page
from views.settings_sheets import edit_sheets

page = open_page("register")
edit_sheets(page, the_store(), REGISTER)
foot(("并村：被并的村写撤销日期，新村写生效日期和由哪些村并入，一次放回。键一经使用不再改。",))
