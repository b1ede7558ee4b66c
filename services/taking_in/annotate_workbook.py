"""The workbook somebody dropped, given back with every issue at its cell."""

from contextlib import suppress

from domain.refusals import Refusal
from services.taking_in.preview import FilePreview
from uploads.annotated import Annotated, annotate_copy, annotate_in_place, annotated_name, is_open_xml
from uploads.reading import read_workbook


def annotate_workbook(file: FilePreview, content: bytes) -> Annotated:
    """Nothing of it is kept here. An .xlsx that only the lighter reader could open comes back as a copy of its values.

    content  the bytes the preview was made from
    """
    if is_open_xml(content):
        with suppress(Refusal):
            return annotate_in_place(content, file.name, file.issues)
    return annotate_copy(read_workbook(content, file.name), file.issues)


def name_of_annotated(file: FilePreview, content: bytes) -> str:
    """What the marked workbook will be called, before it is made."""
    return annotated_name(content, file.name)
