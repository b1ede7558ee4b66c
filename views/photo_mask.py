"""The brush for faces and plates: frames drawn with the mouse on the picture; what is inside them is painted over."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from charts.tokens import Theme

_JS = """
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".mask");
  const canvas = root.querySelector("canvas"), pen = canvas.getContext("2d");
  const [clear, back, cover] = root.querySelectorAll("button");
  const picture = new Image();
  let boxes = [], from = null, to = null;
  const place = (event) => {
    const edge = canvas.getBoundingClientRect();
    return [(event.clientX - edge.left) / edge.width, (event.clientY - edge.top) / edge.height];
  };
  const between = (a, b) => [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1])];
  const draw = () => {
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    for (const box of from ? [...boxes, between(from, to)] : boxes) {
      pen.fillStyle = data.fill;
      pen.fillRect(box[0] * canvas.width, box[1] * canvas.height, (box[2] - box[0]) * canvas.width,
        (box[3] - box[1]) * canvas.height);
    }
    clear.disabled = boxes.length > 0;
    back.disabled = cover.disabled = boxes.length === 0;
    cover.textContent = boxes.length ? `遮住框选的 ${boxes.length} 处` : "遮住框选的";
  };
  picture.onload = () => { canvas.width = picture.width; canvas.height = picture.height; draw(); };
  picture.src = data.picture;
  canvas.onpointerdown = (event) => { canvas.setPointerCapture(event.pointerId); from = to = place(event); };
  canvas.onpointermove = (event) => { if (from) { to = place(event); draw(); } };
  canvas.onpointerup = () => {
    const box = between(from, to);
    if (box[2] - box[0] > 0.005 && box[3] - box[1] > 0.005) boxes.push(box);
    from = null;
    draw();
  };
  back.onclick = () => { boxes.pop(); draw(); };
  clear.onclick = () => setTriggerValue("boxes", []);
  cover.onclick = () => setTriggerValue("boxes", boxes);
}
"""
_HTML = """<div class="mask"><canvas role="img" aria-label="照片，拖动鼠标框住人脸和车牌"></canvas>
<div class="row"><button type="button">看过了，没有人脸车牌</button><button type="button">退回一框</button>
<button type="button" class="main">遮住框选的</button></div></div>"""
_CSS = """
.mask canvas{max-width:100%;max-height:62vh;height:auto;display:block;cursor:crosshair;touch-action:none}
.mask .row{display:flex;gap:12px;margin-top:10px;flex-wrap:wrap}
.mask button{font:inherit;font-size:16px;padding:6px 14px;border-radius:3px;border:1px solid var(--st-border-color);
  background:var(--st-background-color);color:var(--st-text-color);cursor:pointer}
.mask button.main{background:var(--st-primary-color);border-color:var(--st-primary-color);color:var(--st-background-color)}
.mask button:disabled{opacity:.45;cursor:default}
"""

_brush = st.components.v2.component("kb_mask", html=_HTML, css=_CSS, js=_JS)


def offer_brush(picture: str, theme: Theme, *, key: str, drawn: Callable[[list[Any]], None]) -> None:
    """The picture to draw on; `drawn` gets the frames as shares of the picture, none where there is nothing to cover.

    picture  its address, as data
    """

    def heard() -> None:
        said = st.session_state.get(key)
        boxes = said.get("boxes") if said else None
        if boxes is not None:
            drawn(boxes)

    _brush(key=key, data={"picture": picture, "fill": theme.ink}, on_boxes_change=heard)
