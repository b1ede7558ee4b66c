"""What the browser does in a meeting by itself: turn by keyboard or button, keep the slide in the address, scale.

← → PageUp PageDown Home End and the digits turn, F fills the screen, Esc gives it back and then leaves; F11 stays the
browser's. While the parts of a number lie open beside the slide the keys are theirs. Charts are drawn for a wall of
1920 × 1080 and scaled to the window by `--kb-wall`.
"""

import streamlit as st

WALL_WIDTH, WALL_HEIGHT = 1920, 1080

_JS = """
const root = document.documentElement;
const scale = () => root.style.setProperty("--kb-wall", Math.min(innerWidth / WIDTH, innerHeight / HEIGHT));
export default function (component) {
  const { count, here } = component.data;
  const asked = () => Number(new URLSearchParams(location.search).get("slide")) || here;
  const show = (slide) => {
    const place = Math.min(Math.max(slide, 1), count);
    root.dataset.kbSlide = place;
    const address = new URL(location.href);
    if (address.searchParams.get("slide") !== String(place)) {
      address.searchParams.set("slide", place);
      history.replaceState(history.state, "", address);
    }
  };
  const turned = (by) => show(Number(root.dataset.kbSlide) + by);
  const leave = () => {
    const way = document.querySelector(`.st-key-kbm_slide_${root.dataset.kbSlide} a.kbm-leave`);
    if (way) way.click();
  };
  const fill = () => { document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen().catch(() => {}); };
  const keys = {
    ArrowRight: () => turned(1), PageDown: () => turned(1), ArrowLeft: () => turned(-1), PageUp: () => turned(-1),
    Home: () => show(1), End: () => show(count), f: fill, F: fill, Escape: leave,
  };
  const pressed = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || document.querySelector("[role=dialog]")) return;
    const digit = /^[1-9]$/.test(event.key) && Number(event.key) <= count ? () => show(Number(event.key)) : null;
    const does = keys[event.key] || digit;
    if (!does) return;
    event.preventDefault();
    event.stopPropagation();
    does();
  };
  const clicked = (event) => {
    const button = event.target.closest ? event.target.closest("[data-kbm-to], [data-kbm-print]") : null;
    if (button && "kbmPrint" in button.dataset) print();
    else if (button) show(Number(button.dataset.kbmTo));
  };
  show(asked());
  scale();
  document.addEventListener("keydown", pressed, true);
  document.addEventListener("click", clicked);
  addEventListener("resize", scale);
  return () => {
    document.removeEventListener("keydown", pressed, true);
    document.removeEventListener("click", clicked);
    removeEventListener("resize", scale);
    delete root.dataset.kbSlide;
  };
}
"""

_keys = st.components.v2.component(
    "kb_meeting", js=_JS.replace("WIDTH", str(WALL_WIDTH)).replace("HEIGHT", str(WALL_HEIGHT))
)


def listen_to_keys(*, count: int, here: int) -> None:
    """Mount the keyboard for `count` slides, showing `here` (from 1) unless the address says another."""
    with st.container(key="kbctl_meeting"):
        _keys(key="kb_meeting", data={"count": count, "here": here})
