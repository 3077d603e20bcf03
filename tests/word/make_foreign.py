"""Makes the files in ``foreign/`` with pandoc and LibreOffice; the others come from docx.js.

Run where the three programs are: ``python tests/word/make_foreign.py``; for docx.js see
``make_foreign.mjs``. The texts are written for these tests.
"""

# ruff: noqa: E501  (the sources are HTML)
import subprocess
import tempfile
from pathlib import Path

FOLDER = Path(__file__).parent / "foreign"

HEAD = """<table width="100%"><tr><td align="center">ỦY BAN NHÂN DÂN<br/><b>XÃ BẢN MỚI</b></td>
<td align="center"><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b><br/><b>Độc lập - Tự do - Hạnh phúc</b>
</td></tr><tr><td align="center">Số: 15/KH-UBND</td><td align="center"><i>Bản Mới, ngày 05 tháng 3
năm 2027</i></td></tr></table><p align="center"><b>KẾ HOẠCH</b></p>
<p align="center"><b>Công tác thông tin đối ngoại năm 2027</b></p>"""
FOOT = """<table width="100%"><tr><td><i><b>Nơi nhận:</b></i><br/>- Như trên;<br/>- Lưu: VT.</td>
<td align="center"><b>TM. ỦY BAN NHÂN DÂN</b><br/><b>CHỦ TỊCH</b><br/><br/><br/><b>Lò Văn Mới</b>
</td></tr></table>"""
BODIES = {
    "plain": "<p>Xã giới thiệu cảnh quan với khách đến thăm.</p><p>Các bản gửi ảnh trước 30/6/2027.</p>",
    "headings": "<h1>I. MỤC ĐÍCH</h1><p>Giới thiệu xã.</p><h2>1. Yêu cầu</h2><p>Đúng, đủ, gọn.</p>",
    "lists": "<ul><li>Bản tin<ul><li>Ảnh</li><li>Phim</li></ul></li><li>Hội chợ</li></ul><ol>"
    "<li>Một</li><li>Hai</li></ol>",
    "table": "<table border='1'><tr><th>TT</th><th>Nhiệm vụ</th><th>Kinh phí</th></tr><tr><td>1</td>"
    "<td>Làm phim</td><td>120</td></tr><tr><td>2</td><td>In tờ rơi</td><td>30</td></tr><tr><td></td>"
    "<td>Tổng cộng</td><td>160</td></tr></table>",
    "merged": "<table border='1'><tr><td rowspan='2'>A</td><td colspan='2'>B</td></tr><tr><td>C</td>"
    "<td>D</td></tr></table>",
    "nested": "<table border='1'><tr><td>A<table border='1'><tr><td>B<table><tr><td>C</td></tr>"
    "</table></td></tr></table></td></tr></table>",
    "links": "<p>Xem <a href='https://example.com/a?b=c&amp;d'>trang</a> và <a href='#x'>mục</a>.</p>",
    "looks": "<p style='color:red'>Đỏ <u>gạch</u> <s>bỏ</s> H<sub>2</sub>O m<sup>2</sup></p>"
    "<p style='font-family:Arial;font-size:9pt'>Chữ nhỏ , sai dấu cách</p>",
    "slips": "<p>Sở Thông tin và Truyền thông triễn khai ,bổ xung kế hoạch ngày 31/4/2027 của của xã.</p>",
    "long": "".join(f"<p>Đoạn thứ {n}: bản tin của thôn số {n} gửi xã.</p>" for n in range(300)),
    "empty": "",
    "other": "<p>English text only.</p><p>中文。</p><p>نص عربي</p><p>😀 𝒳</p>",
}
WHOLE = ("plain", "table", "slips", "lists")


def pages():
    """Yield the sources by name: each body alone, some between a head and a foot."""
    for name, body in BODIES.items():
        yield name, body
        if name in WHOLE:
            yield f"{name}-whole", HEAD + body + FOOT


def main():
    """Make the files."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for name, body in pages():
            source = Path(folder) / f"{name}.html"
            source.write_text(f"<html><meta charset='utf-8'><body>{body}</body></html>", "utf-8")
            files.append(source)
            target = FOLDER / f"pandoc-{name}.docx"
            subprocess.run(["pandoc", source, "-o", target], check=True)
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "docx:Office Open XML Text"]
        command += ["--outdir", folder, "--infilter=HTML (StarWriter)"]
        subprocess.run([*command, *files], check=True)
        for source in files:
            made = source.with_suffix(".docx")
            (FOLDER / f"libreoffice-{source.stem}.docx").write_bytes(made.read_bytes())


if __name__ == "__main__":
    main()
