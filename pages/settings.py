"""目录: indicators, targets, lights, schemes, terms, calendar, rules of quality, edited as sheets or value by value."""

from services.settings.known_settings import CATALOGUE
from views.county import the_store
from views.frame import foot, open_page
from views.settings_sheets import edit_sheets

page = open_page("settings")
edit_sheets(page, the_store(), CATALOGUE)
foot(("换新版本时，办公室改过的行保留；口径变了请加一行新的生效日期，不要改旧行。",))
