"""How many re-used photos are found and how often an honest one is blamed. `python -m bench.photos [scenes]`.

The pictures are drawn (bench/scenes.py): no photograph of a real place is needed, and every number can be had again.
Everything an installation would have stored is in the pool: every scene's photo before, and its honest photo after.
"""

import sys
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from time import process_time

import numpy as np
from PIL import Image, ImageOps

from bench.scenes import Day, photo
from domain.photo_likeness import candidates, hashes_of, print_of, same_picture
from uploads.photos import grey_of

SCENES = 200
# One honest pair in four is taken from a stand: hardly any shift.
STEADY = 4
KINDS = ("原样", "再存 q40 并缩小", "镜像", "裁边", "亮度", "裁边并再存", "全部一起")


def main(scenes: int = SCENES) -> None:
    """Print found and false by kind, and what a look-up costs."""
    pool = [grey_of(saved(photo(scene, Day(1, True)), 90)) for scene in range(scenes)]
    pool += [grey_of(saved(photo(scene, honest(scene)), 90)) for scene in range(scenes)]
    table = hashes_of([print_of(grey) for grey in pool])
    found, asked = Counter[str](), Counter[str]()
    began = process_time()
    for scene in range(scenes):
        kind = KINDS[scene % len(KINDS)]
        again = reused(photo(scene, Day(1, True)), kind, np.random.default_rng([scene, 99]))
        asked[kind] += 1
        found[kind] += scene in matches(grey_of(again), pool, table, without=-1)
    cost = process_time() - began
    blamed = sum(
        bool(matches(pool[scenes + scene], pool, table, without=scenes + scene)) for scene in range(scenes)
    )
    for kind in KINDS:
        print(f"{kind}\t找到 {found[kind]} / {asked[kind]}")
    print(f"合计\t找到 {found.total()} / {asked.total()}，{found.total() / asked.total():.1%}")
    print(
        f"同地同角度的诚实照片\t误报 {blamed} / {scenes}，{blamed / scenes:.1%}（与库中 {len(pool) - 1} 张比）"
    )
    print(f"每张查重连同画图约 {cost / scenes * 1000:.0f} 毫秒处理器")


def honest(scene: int) -> Day:
    return Day(2, False, by_hand=0.2 if scene % STEADY == 0 else 1.0)


def matches(grey: np.ndarray, pool: list[np.ndarray], table: np.ndarray, *, without: int) -> list[int]:
    """Rows of the pool this picture is, itself left out."""
    turned = {False: grey, True: np.ascontiguousarray(grey[:, ::-1])}
    return [
        one.row
        for one in candidates(grey, table)
        if one.row != without and same_picture(turned[one.mirrored], pool[one.row])
    ]


def reused(picture: Image.Image, kind: str, rng: np.random.Generator) -> Image.Image:
    """The picture as somebody hands it in again."""
    steps: dict[str, tuple[Callable[[Image.Image, np.random.Generator], Image.Image], ...]] = {
        "原样": (),
        "再存 q40 并缩小": (_smaller,),
        "镜像": (_mirrored,),
        "裁边": (_cut,),
        "亮度": (_lit,),
        "裁边并再存": (_cut, _smaller),
        "全部一起": (_mirrored, _cut, _lit, _smaller),
    }
    for step in steps[kind]:
        picture = step(picture, rng)
    return saved(picture, 40 if _smaller in steps[kind] else 90)


def saved(picture: Image.Image, quality: int) -> Image.Image:
    kept = BytesIO()
    picture.save(kept, "JPEG", quality=quality)
    return Image.open(BytesIO(kept.getvalue())).convert("RGB")


def _smaller(picture: Image.Image, rng: np.random.Generator) -> Image.Image:
    factor = rng.uniform(0.4, 0.8)
    return picture.resize((round(picture.width * factor), round(picture.height * factor)))


def _mirrored(picture: Image.Image, _rng: np.random.Generator) -> Image.Image:
    return ImageOps.mirror(picture)


def _cut(picture: Image.Image, rng: np.random.Generator) -> Image.Image:
    """Up to 15 % off the width and off the height, each for itself, anywhere."""
    wide, high = picture.size
    keep_x, keep_y = rng.uniform(0.85, 1, 2)
    left, top = rng.uniform(0, wide * (1 - keep_x)), rng.uniform(0, high * (1 - keep_y))
    return picture.crop((round(left), round(top), round(left + wide * keep_x), round(top + high * keep_y)))


def _lit(picture: Image.Image, rng: np.random.Generator) -> Image.Image:
    factor = rng.choice((0.8, 1.2)) if rng.uniform() < 0.5 else rng.uniform(0.8, 1.2)
    return picture.point(lambda value: min(255, round(value * factor)))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SCENES)
