"""What a viewer sees first: the headline and the cards, before the browser runs the script of the charts."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

# The script of the charts writes a style of its own name into the page as soon as it runs.
WATCH = """(() => {
  new MutationObserver((_, watching) => {
    if (!document.querySelector('.kb-card-value img')) return;
    window.ranBefore = document.querySelector('[id^="plotly.js-style"]') !== null;
    watching.disconnect();
  }).observe(document, { childList: true, subtree: true });
})()"""
CHART = "[data-testid=stPlotlyChart] .main-svg"


def test_the_headline_and_the_cards_are_drawn_before_the_script_of_the_charts_runs(browser, address):
    context = browser.new_context(locale="zh-CN", viewport={"width": 1366, "height": 768})
    # The first page of a browser fetches everything, the second has it: both draw the words first.
    for _ in range(2):
        page = context.new_page()
        page.add_init_script(WATCH)
        page.goto(address)
        page.wait_for_selector(CHART, timeout=180_000)
        assert page.evaluate("window.ranBefore") is False
        assert page.evaluate("""document.querySelector('[id^="plotly.js-style"]') !== null""")
        page.close()
    context.close()
