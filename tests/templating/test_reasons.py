"""What Jinja and Python say of a wrong template is told in the user's language."""

import pytest

from generator.diagnostics import Location
from generator.errors import InputError
from generator.templating.environment import BodyEnvironment

NAMES = {"chu": "a", "so": 1, "ds": [1], "bang": {}, "ham": lambda x: x}
WRONG = {
    "{% if so %}": "lệnh 'if' chưa kết thúc, thiếu 'elif', 'else', 'endif'",
    "{% for x in ds %}{% endif %}": "lệnh 'endif' đứng sai chỗ, ở đây cần 'endfor', 'else'",
    "{% for x in ds %}{% if so %}{% endfor %}": "lệnh 'endfor' đứng sai chỗ, ở đây cần 'elif', "
    "'else', 'endif'",
    "{% neu so %}": "không có lệnh 'neu'",
    "{{ so ) }}": "thừa dấu ')'",
    "{{ (so } }}": "gặp dấu '}' ở chỗ cần dấu ')'",
    "{{ so so }}": "gặp 'so' ở chỗ cần dấu }} kết thúc thẻ",
    "{% if so = 1 %}{% endif %}": "gặp '=' ở chỗ cần dấu %} kết thúc thẻ",
    "{{ so | }}": "gặp dấu }} kết thúc thẻ ở chỗ cần một tên",
    "{{ }}": "thiếu biểu thức trước dấu }} kết thúc thẻ",
    "{{ so": "thẻ mở mà không đóng trong dòng này",
    "{{ so ! }}": "có ký tự '!' không dùng được trong thẻ",
    "{# so": "ghi chú thiếu dấu #} kết thúc",
    "{% raw %}a": "lệnh 'raw' chưa kết thúc, thiếu 'endraw'",
    "{{ chu.__class__ }}": "không được đọc thuộc tính '__class__'",
    "{{ so / 0 }}": "chia cho số 0",
    "{{ so % 0 }}": "chia cho số 0",
    "{{ 1.0 // 0 }}": "chia cho số 0",
    "{{ range(999999999) | list }}": "range(...) dài hơn 100000",
    "{{ chu() }}": "chữ không phải là hàm, không gọi được",
    "{% for x in so %}{% endfor %}": "số không phải là danh sách để lặp",
    "{{ so | length }}": "số không có độ dài",
    "{{ chu + so }}": "không cộng được chữ với số",
    "{{ so + chu }}": "không tính được số + chữ",
    "{{ ds < so }}": "không so sánh được danh sách với số",
    "{{ ham() }}": "gọi hàm thiếu tham số 'x'",
    "{{ ham(1, 2) }}": "gọi hàm thừa tham số",
    "{{ ham(y=1) }}": "hàm không có tham số 'y'",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}": "mẫu gọi lại chính nó mãi không dừng",
    "{{ so | round(1, 'la') }}": "chương trình đọc mẫu báo “method must be common, ceil or floor”",
}


@pytest.mark.parametrize("source", WRONG)
def test_a_wrong_template_says_in_vietnamese(source):
    with pytest.raises(InputError) as caught:
        BodyEnvironment([]).render_text(source, NAMES, Location("p", 1))

    (finding,) = caught.value.findings
    assert str(finding.params["reason"].text()) == WRONG[source]
