"""A clerk without a browser: drops files into 数据上报 over the wire, as a browser does, and reads what the page says."""

import re
import time
from dataclasses import dataclass
from urllib.parse import urljoin
from urllib.request import Request, urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import FileURLs, FileURLsRequest, UploadedFileInfo
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string

from bench.viewers import Viewer

FILE_LINE = 'kb-file">'
_TAGS = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Said:
    """What the page says of one file: seconds until it was whole, its sentence, whether something broke."""

    seconds: float
    sentence: str
    broke: bool


class Clerk(Viewer):
    """One session with the upload page open."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self._address = address
        self._box = self._session = ""
        self._html: list[str] = []
        self._broke = False

    async def sit_down(self) -> None:
        await self.open("upload")

    async def drop(self, name: str, content: bytes) -> Said:
        """One file into the empty box, read, and taken out again as the cross beside its name does."""
        where = await self._urls(name)
        _sent(urljoin(self._address, where.upload_url), name, content)
        told = UploadedFileInfo(name=name, size=len(content), file_id=where.file_id, file_urls=where)
        started = time.perf_counter()
        sentence = self._sentence(await self._with_files([told]))
        said = Said(time.perf_counter() - started, sentence, self._broke)
        _asked(Request(urljoin(self._address, where.delete_url), method="DELETE"))
        await self._with_files([])
        return said

    def heard(self, told: ForwardMsg) -> None:
        kind = told.WhichOneof("type")
        if kind == "new_session":
            self._session = told.new_session.initialize.session_id or self._session
        if kind != "delta" or told.delta.WhichOneof("type") != "new_element":
            return
        element = told.delta.new_element
        shown = element.WhichOneof("type")
        if shown == "file_uploader":
            self._box = element.file_uploader.id
        elif shown in ("html", "markdown"):
            self._html.append(element.html.body if shown == "html" else element.markdown.body)
        self._broke = self._broke or shown == "exception"

    async def _with_files(self, files: list[UploadedFileInfo]) -> str:
        state = WidgetState(id=self._box)
        state.file_uploader_state_value.uploaded_file_info.extend(files)
        self._state.widget_states.CopyFrom(WidgetStates(widgets=[state]))
        self._html, self._broke = [], False
        await self.again()
        return "".join(self._html)

    async def _urls(self, name: str) -> FileURLs:
        asked = FileURLsRequest(request_id="one", file_names=[name], session_id=self._session)
        await self._socket.send(BackMsg(file_urls_request=asked).SerializeToString())
        while True:
            told = await self.next_message()
            if told.WhichOneof("type") == "file_urls_response":
                urls: FileURLs = told.file_urls_response.file_urls[0]
                return urls

    @staticmethod
    def _sentence(html: str) -> str:
        """The words under the file's line: why it was not read, or what it was taken for."""
        below = html.partition(FILE_LINE)[2].partition("</div>")[2].partition("</div>")[0]
        return _TAGS.sub("", below).strip()


def _sent(url: str, name: str, content: bytes) -> None:
    edge = "hostile-edge"
    shown = re.sub(r'[\r\n"]', lambda sign: f"%{ord(sign[0]):02X}", name)
    head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{shown}"\r\n\r\n'.encode()
    body = head + content + f"\r\n--{edge}--\r\n".encode()
    _asked(Request(url, body, {"Content-Type": f"multipart/form-data; boundary={edge}"}, method="PUT"))


def _asked(request: Request) -> None:
    token = generate_xsrf_token_string()
    request.add_header("Cookie", f"_streamlit_xsrf={token}")
    request.add_header("X-Xsrftoken", token)
    with urlopen(request, timeout=60) as answer:
        answer.read()
