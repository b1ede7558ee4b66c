"""Why a file was not taken, in one table: code → the sentence a person reads. Nothing else words a refused file."""

from domain.personal_numbers import masked
from domain.refusals import Refusal

SENTENCES = {
    "empty_file": "《{name}》是空文件（0 个可读字节），没有表格可读。请在原电脑上打开确认后重新保存、重新上传。",
    "not_a_workbook": "《{name}》不是表格，文件内容是{noun}。请上传 .xlsx、.xls、.et、.ods 或 .csv 表格。",
    "binary_workbook": "《{name}》是二进制工作簿（.xlsb），隐藏行和合并格无法核对。请用 WPS 另存为 .xlsx 后重新上传。",
    "encrypted": "《{name}》设有打开密码，内容读不出来。请用 WPS 打开，取消“打开密码”，另存后重新上传。",
    "truncated": "《{name}》不完整或已损坏，读到一半就断了。请用 WPS 打开原文件，另存为 .xlsx 后重新上传。",
    "too_large": "《{name}》有 {found} MB，超过 {limit} MB 的上限。请删去图片，或按乡镇拆成几个文件后分别上传。",
    "too_large_unzipped": "《{name}》解压后有 {found} MB，超过 {limit} MB 的上限，不像正常报表。"
    "请把需要的表复制到新文件后重新上传。",
    "too_many_cells": "《{name}》的单元格超过 {limit} 万个，超出上限。请删除多余的行列，或拆成几个文件后分别上传。",
    "far_cell": "《{name}》的工作表“{sheet}”在很远的 {cell} 还有内容，把表撑得过大。请删除正文以外的行列后重新上传。",
    "out_of_memory": "《{name}》读取时占用内存超过 {limit} MB，已停止读取，没有写入任何数据。"
    "请删除末尾多余的空行空列，或把需要的表复制到新文件后重新上传。",
    "timeout": "《{name}》读了 {limit} 秒还没有读完，已停止读取，没有写入任何数据。请把需要的表复制到新文件后重新上传。",
    "reader_died": "《{name}》无法读取，读到中途程序退出，没有写入任何数据。请用 WPS 打开原文件，另存为 .xlsx 后重新上传。",
    "no_cells": "《{name}》的 {found} 张工作表都是空的，没有数据可读。请确认上传的是填好的那一份。",
    "not_recognised": "《{name}》里没有认出任何一种报表：{found}。"
    "请对照“帮助”里的表样，把村名（或单位、项目名称）和至少一列数的表头改成表样的写法再上传；其余不认识的列会逐列问您。",
    "form_not_matched": "《{name}》与所选报表“{form}”对不上：表头里没有认出它的任何一列。请改选报表，或检查表头后重新上传。",
    "no_rows": "《{name}》认出了“{form}”的表头（{found}），但表头下面没有数据行。请填好后重新上传。",
    "unknown_period": "期次“{found}”不是有效的写法。请在页面上选择期次，或按 2026-11-X2（旬）、2026-11（月）这样写。",
    "unknown_form": "报表“{found}”不在报表目录里。请在页面上选择报表，或先在目录中增加。",
    "future_period": "《{name}》的期次是{found}，而今天是{today}，这一期还没有开始。请核对标题和文件名里的日期。",
    "future_day": "《{name}》写的截至或填报日期是 {found}，晚于今天（{today}）。请核对日期后重新上传。",
    "household_data": "《{name}》含有农户个人信息：{found}。按规定不得上传，文件没有保存。"
    "请删去这些列、格或批注，或改传镇、村汇总表。",
    "personal_name": "《{name}》的{found}里含有{kinds}，文件没有保存。请改名后重新上传。",
    "no_outlines": "《{name}》里没有可用的村镇界线。请导出为 GeoJSON（面要素，带区划代码或名称）后再装入。",
    "outlines_not_degrees": "《{name}》的坐标不是经纬度。请在制图软件里导出为经纬度（2000 国家大地坐标或 WGS84）后再装入。",
    "not_a_photo": "《{name}》不是照片，文件内容是{noun}，没有收下。请放入 JPG、PNG 或 WebP 照片。",
    "photo_heic": "《{name}》是苹果手机的 HEIC 照片，这里打不开，没有收下。请用微信发给自己后另存，或在手机相机设置里选“兼容性最佳”。",
    "photo_too_heavy": "《{name}》有 {found} MB，超过 {limit} MB 的上限，没有收下。请缩小后再放入。",
    "photo_too_large": "《{name}》有 {found} 万像素，超过 {limit} 万的上限，没有打开。请缩小后再放入。",
    "photo_broken": "《{name}》不完整或已损坏，照片打不开，没有收下。请从手机里重新取一份。",
}


def refusal(code: str, **found: str) -> Refusal:
    """The refusal with this code; `found` names what its sentence mentions, never with a number of a person in it."""
    told = {name: masked(text) for name, text in found.items()}
    return Refusal(SENTENCES[code].format_map(told), code=code)
