"""The pages before the board: sign in, another password, sign out. Plain HTML: no script, nothing asked from outside."""

from html import escape

from starlette.responses import HTMLResponse

from serving.guard import PASSWORD, SIGN_IN, SIGN_OUT

BROWSERS = (
    "浏览器：谷歌、微软 111 版及以上，火狐 114 版及以上；国产浏览器请用“极速模式”，内核 111 及以上。"
    "版本在浏览器菜单的“关于”里看。"
)
POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
STYLE = """
:root{color-scheme:light dark;
--ink:#17212b;--soft:#5f6b78;--line:#bfc8d1;--ground:#f3f5f7;--sheet:#fff;--accent:#1b4f8a;--bad:#a3162a}
@media (prefers-color-scheme:dark){:root{
--ink:#f3f6f8;--soft:#9aa7b4;--line:#465463;--ground:#0b1118;--sheet:#131d27;--accent:#8dbbec;--bad:#ff8080}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:flex;align-items:center;justify-content:center;background:var(--ground);color:var(--ink);
font:16px/1.6 'Microsoft YaHei','PingFang SC','Noto Sans CJK SC','Source Han Sans SC',sans-serif}
main{width:432px;max-width:94vw;background:var(--sheet);border:1px solid var(--line);
border-top:4px solid var(--accent);padding:34px 40px 26px}
h1{font-size:24px;line-height:1.35;margin:0 0 2px}
p{margin:0 0 20px;color:var(--soft)}
label{display:block;margin:0 0 16px;font-weight:600}
input{display:block;width:100%;margin-top:4px;padding:9px 11px;font:inherit;font-weight:400;color:inherit;
background:transparent;border:1px solid var(--line);border-radius:3px}
input:focus{outline:2px solid var(--accent);outline-offset:-1px}
button{width:100%;padding:10px;font:inherit;font-weight:600;color:var(--sheet);background:var(--accent);border:0;border-radius:3px;cursor:pointer}
button:focus-visible,a:focus-visible{outline:2px solid var(--ink);outline-offset:2px}
a{color:var(--accent)}
.other{display:block;margin-top:12px;padding:9px;text-align:center;font-weight:600;
text-decoration:none;border:1px solid var(--line);border-radius:3px}
.said{color:var(--bad);border-left:3px solid var(--bad);padding-left:10px}
.foot{margin:22px 0 0;padding-top:14px;border-top:1px solid var(--line);font-size:13px}
"""


def sign_in_page(
    title: str,
    *,
    said: str = "",
    login: str = "",
    onward: str = "/",
    status: int = 200,
    other: tuple[str, str] | None = None,
) -> HTMLResponse:
    """said  why it did not work; login  as typed; onward  where the browser wanted to go

    other  words and address of another way in, where there is one
    """
    fields = (
        _field("登录名", "login", value=login, kind="text", fill="username", focus=not login)
        + _field("密码", "password", fill="current-password", focus=bool(login))
        + f'<input type="hidden" name="next" value="{escape(onward)}">'
    )
    body = f"<p>请用自己的账号登录，操作都会留痕。</p>{_said(said)}{_form(SIGN_IN, fields, '登录')}"
    if other is not None:
        body += f'<a class="other" href="{escape(other[1])}">{escape(other[0])}</a>'
    return _page(
        title, title, body + f'<p class="foot">{escape(BROWSERS)}忘记密码请找管理员重设。</p>', status
    )


def password_page(
    title: str, *, name: str, shortest: int, first: bool, said: str = "", status: int = 200
) -> HTMLResponse:
    """first  the password was given by an administrator and has to be changed before anything else"""
    why = "第一次登录，先换成只有自己知道的密码。" if first else "改密码后，其他电脑上的登录都会结束。"
    fields = (
        _field("原密码", "old", fill="current-password", focus=True)
        + _field(f"新密码（至少 {shortest} 个字，可以是一句话）", "new", fill="new-password")
        + _field("再写一遍新密码", "again", fill="new-password")
    )
    back = "" if first else '<p class="foot"><a href="/">不改了，回到看板</a></p>'
    body = f"<p>{escape(name)}：{why}</p>{_said(said)}{_form(PASSWORD, fields, '改密码')}{back}"
    return _page(title, "改密码", body, status)


def sign_out_page(title: str, *, name: str) -> HTMLResponse:
    body = f"<p>现在登录的是 {escape(name)}。</p>{_form(SIGN_OUT, '', '退出登录')}"
    links = f'<p class="foot"><a href="/">回到看板</a>　<a href="{PASSWORD}">改密码</a></p>'
    return _page(title, "退出登录", body + links, 200)


def leaving_page(title: str, out: str) -> HTMLResponse:
    """Signed out here, on to sign out at the county's identity provider.

    A page and no redirect: browsers take a redirect after a form as part of the form, and `form-action` forbids it.
    """
    onward = f'<p><a href="{escape(out)}">没有自己转过去的，点这里退出统一认证</a></p>'
    at_once = f'<meta http-equiv="refresh" content="0;url={escape(out)}">'
    return _page(title, "已退出看板", f"<p>正在退出统一认证。</p>{onward}", 200, extra=at_once)


def _page(title: str, head: str, body: str, status: int, *, extra: str = "") -> HTMLResponse:
    text = (
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(head)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">{extra}<style>{STYLE}</style></head>'
        f"<body><main><h1>{escape(head)}</h1>{body}</main></body></html>"
    )
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
    return HTMLResponse(text, status, headers=headers)


def _form(action: str, fields: str, button: str) -> str:
    return f'<form method="post" action="{action}">{fields}<button>{button}</button></form>'


def _field(
    label: str, name: str, *, fill: str, value: str = "", kind: str = "password", focus: bool = False
) -> str:
    focused = " autofocus" if focus else ""
    return (
        f'<label>{label}<input name="{name}" type="{kind}" value="{escape(value)}" autocomplete="{fill}" '
        f'maxlength="128" required{focused}></label>'
    )


def _said(said: str) -> str:
    return f'<p class="said" role="alert">{escape(said)}</p>' if said else ""
