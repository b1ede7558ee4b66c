"""Streamlit's own words in Chinese: it has no translations, so the few that can show are replaced in the browser.

Knows fixed sentences only; what a user or a workbook wrote is never touched, because it is never one of these.
Over plain http, as in the office's network, a browser gives a page no clipboard: its buttons 复制 get the older way to copy.
"""

import json

import streamlit as st

TITLE = "乡村振兴调度看板"

# Whole texts of the frame around our pages and of the widgets we use (Streamlit 1.67), English → Chinese.
WORDS = {
    "Upload": "选择文件",
    "Add files": "再放入文件",
    "Drag and drop a file here": "把文件拖到这里",
    "Drag and drop files here": "把文件拖到这里",
    "Choose an option": "请选择",
    "Choose options": "请选择",
    "No options to select": "没有可选的项",
    "No options to select.": "没有可选的项",
    "No results": "没有找到",
    "No options": "没有可选的项",
    "Press Enter to apply": "按回车确定",
    "Press Enter to submit form": "按回车提交",
    "Press Ctrl+Enter to apply": "按 Ctrl+回车 确定",
    "Press ⌘+Enter to apply": "按 ⌘+回车 确定",
    "Invalid input.": "这样写读不懂",
    "Clear value": "清空",
    "Clear entry": "清空",
    "Clear date": "清空日期",
    "Choose date": "选择日期",
    "Calendar": "日历",
    "Close": "关闭",
    "Cancel": "取消",
    "Dismiss": "关闭",
    "Delete": "移去",
    "Remove file": "移去",
    "Search": "查找",
    "Type to search": "输入要找的字",
    "Close Search": "关闭查找",
    "Next Result": "下一处",
    "Previous Result": "上一处",
    "Download as CSV": "下载表格",
    "Fullscreen": "放大",
    "Close fullscreen": "缩小",
    "Show/hide columns": "显示或隐藏列",
    "Sort ascending": "升序",
    "Sort descending": "降序",
    "Autosize": "自动列宽",
    "Pin column": "固定这一列",
    "Unpin column": "取消固定",
    "Hide column": "隐藏这一列",
    "Copy column name": "复制列名",
    "Copy to clipboard": "复制",
    "Copied": "已复制",
    "Copied!": "已复制",
    "Statistics": "统计",
    "Format": "显示格式",
    "Loading...": "正在取数…",
    "No data": "没有数据",
    "Connecting": "正在连接",
    "CONNECTING": "正在连接",
    "Running...": "正在取数…",
    "Stop": "停止",
    "Rerun": "重新取数",
    "Always rerun": "总是重新取数",
    "Print": "打印",
    "Settings": "设置",
    "Main menu": "菜单",
    "Logo": "看板",
    "Header Logo": "看板",
    "App Logo": "看板",
    "The page that you have requested does not seem to exist. Running the app's main page.": (
        "这个网址没有对应的页面，现在打开的是总览。"
    ),
    "Connection error": "与本机服务的连接断了",
    "Connection timed out.": "等了很久没有连上。",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:": (
        "看板的服务可能已经关闭。请重新启动看板，再刷新这一页："
    ),
    "Connection lost. Please wait for the app to reconnect, then try again.": "连接断了，正在重连，请稍后再试。",
    (
        "This app has encountered an error. The original error message is redacted to prevent data leaks. Full error "
        "details have been recorded in the logs (if you're on Streamlit Cloud, click on 'Manage app' in the lower right "
        "of your app)."
    ): "系统出错，请联系管理员；经过已记在服务的日志里。",
    "Page not found": "没有这一页",
    "Expand sidebar": "展开",
    "Collapse sidebar": "收起",
    "More": "更多",
    "App pages": "页面",
    "Show password text": "显示",
    "Hide password text": "隐藏",
    "Skip to main content": "跳到正文",
}

_COPY = """
if (!navigator.clipboard) {
  const writeText = async (text) => {
    const box = document.createElement("textarea");
    box.value = text;
    box.style.cssText = "position:fixed;top:0;opacity:0";
    document.body.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    if (!done) throw new Error("copy");
  };
  try {
    Object.defineProperty(navigator, "clipboard", { value: { writeText }, configurable: true });
  } catch { /* a browser that guards it keeps its own way */ }
}
"""

_JS = """
const words = new Map(Object.entries(WORDS));
const named = ["aria-label", "title", "placeholder", "alt"];
const sizes = /^(?:Limit )?(\\d+(?:\\.\\d+)?)\\s?(KB|MB|GB) per file.*$/;
const said = (text) => {
  const plain = text.trim();
  if (!plain || plain.length > 400) return null;
  const size = plain.match(sizes);
  return words.get(plain) ?? (size ? `单个文件不超过 ${size[1]} ${size[2]}` : null);
};
const ours = (node) => node.closest && node.closest(".kb");
const text = (node) => {
  const chinese = said(node.nodeValue || "");
  if (chinese !== null) node.nodeValue = chinese;
};
const attributes = (element) => {
  for (const name of named) {
    const worth = element.getAttribute(name);
    const chinese = worth === null ? null : said(worth);
    if (chinese !== null) element.setAttribute(name, chinese);
  }
};
const whole = (node) => {
  if (node.nodeType === Node.TEXT_NODE) { text(node); return; }
  if (node.nodeType !== Node.ELEMENT_NODE || ours(node)) return;
  attributes(node);
  const inner = document.createTreeWalker(node, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  while (inner.nextNode()) {
    const found = inner.currentNode;
    if (found.nodeType === Node.TEXT_NODE) text(found); else attributes(found);
  }
};
export default function () {
  document.documentElement.lang = "zh-CN";
  whole(document.body);
  const watch = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "characterData") text(change.target);
      if (change.type === "attributes") attributes(change.target);
      for (const node of change.addedNodes) whole(node);
    }
  });
  watch.observe(document.body, {
    childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: named,
  });
  return () => watch.disconnect();
}
"""

# The component draws nothing and takes no room.
_CSS = ".st-key-kbctl_chrome,div:has(>.st-key-kbctl_chrome){display:none}"

_interpreter = st.components.v2.component(
    "kb_chrome",
    js=_COPY + _JS.replace("WORDS", json.dumps(WORDS, ensure_ascii=False), 1),
    css=_CSS,
    isolate_styles=False,
)


def speak_chinese() -> None:
    """Mark the document as Chinese and keep Streamlit's own words Chinese while the page is open."""
    with st.container(key="kbctl_chrome"):
        _interpreter(key="kb_chrome")
