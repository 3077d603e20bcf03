// Makes the files of docx.js in foreign/: `npm install docx`, then `node make_foreign.mjs`.
import { writeFileSync } from "node:fs";
import * as docx from "docx";

const { Document, Packer, Paragraph, TextRun, Table, TableRow, TableCell, AlignmentType } = docx;
const p = (text, options = {}) => new Paragraph({ children: [new TextRun(text)], ...options });
const run = (text, options) => new TextRun({ text, ...options });
const cell = (...children) => new TableCell({ children });
const row = (...cells) => new TableRow({ children: cells });
const head = () =>
  new Table({
    rows: [
      row(cell(p("ĐẢNG BỘ TỈNH MỚI"), p("ĐẢNG ỦY XÃ BẢN MỚI"), p("*")), cell(p("ĐẢNG CỘNG SẢN VIỆT NAM"))),
      row(cell(p("Số 05-HD/ĐU")), cell(p("Bản Mới, ngày 06 tháng 3 năm 2027"))),
    ],
  });
const title = () => [
  p("HƯỚNG DẪN", { alignment: AlignmentType.CENTER }),
  p("công tác thông tin đối ngoại năm 2027", { alignment: AlignmentType.CENTER }),
];
const bodies = {
  plain: [p("Các chi bộ giới thiệu quê hương với khách."), p("- Gửi ảnh trước ngày 30/6/2027.")],
  whole: [head(), ...title(), p("- Tuyên truyền miệng tại chi bộ."), p("T/M BAN CHẤP HÀNH"), p("BÍ THƯ")],
  looks: [
    new Paragraph({
      children: [
        run("Đậm ", { bold: true }), run("nghiêng ", { italics: true }), run("đỏ ", { color: "FF0000" }),
        run("nhỏ ", { size: 16 }), run("Arial ", { font: "Arial" }), run("gạch", { underline: {} }),
      ],
    }),
  ],
  lists: [0, 1, 2].map((level) => p(`mức ${level}`, { bullet: { level } })),
  headings: [p("I. MỤC ĐÍCH", { heading: docx.HeadingLevel.HEADING_1 }), p("Đúng, gọn.")],
  table: [
    new Table({
      rows: [
        row(cell(p("TT")), cell(p("Nhiệm vụ")), cell(p("Kinh phí"))),
        row(cell(p("1")), cell(p("Làm phim")), cell(p("120"))),
        row(cell(p("")), cell(p("Tổng cộng")), cell(p("130"))),
      ],
    }),
  ],
  merged: [
    new Table({
      rows: [
        row(new TableCell({ children: [p("A")], rowSpan: 2 }), new TableCell({ children: [p("B")], columnSpan: 2 })),
        row(cell(p("C")), cell(p("D"))),
      ],
    }),
  ],
  nested: [new Table({ rows: [row(cell(new Table({ rows: [row(cell(p("trong")))] }), p("ngoài")))] })],
  link: [new Paragraph({ children: [new docx.ExternalHyperlink({ children: [run("trang", {})], link: "https://example.com" })] })],
  tabs: [new Paragraph({ children: [new TextRun("a\tb"), run("sau dòng", { break: 1 })] })],
  slips: [p("Sở Thông tin và Truyền thông  hổ trợ , triễn khai( gấp ).")],
  long: Array.from({ length: 200 }, (_, n) => p(`Việc thứ ${n} giao cho bản số ${n}.`)),
  empty: [],
};
const sections = Object.entries(bodies).map(([name, children]) => [name, [{ properties: {}, children }]]);
sections.push([
  "pages",
  [
    { properties: { titlePage: true }, headers: { default: new docx.Header({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ children: [docx.PageNumber.CURRENT] })] })] }) }, children: [p("Một")] },
    { properties: { page: { size: { orientation: docx.PageOrientation.LANDSCAPE } } }, children: [p("Hai")] },
  ],
]);
for (const [name, parts] of sections) {
  const file = new Document({ sections: parts });
  writeFileSync(new URL(`foreign/docxjs-${name}.docx`, import.meta.url), await Packer.toBuffer(file));
}
const notes = new Document({
  footnotes: { 1: { children: [p("Theo kế hoạch của xã .")] } },
  comments: { children: [{ id: 0, author: "Hà", date: new Date(0), children: [p("Xem lại")] }] },
  sections: [{ children: [new Paragraph({ children: [new docx.CommentRangeStart(0), run("Chữ", {}), new docx.FootnoteReferenceRun(1), new docx.CommentRangeEnd(0), new TextRun({ children: [new docx.CommentReference(0)] })] })] }],
});
writeFileSync(new URL("foreign/docxjs-notes.docx", import.meta.url), await Packer.toBuffer(notes));
