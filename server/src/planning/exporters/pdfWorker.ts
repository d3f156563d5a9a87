import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import pdfmake from "pdfmake";
import type { TDocumentDefinitions } from "pdfmake/interfaces.js";
import { z } from "zod";
import { pdfContent } from "./pdfContent.ts";

/** What a worker is started with: see `pdf.ts`. */
export const PdfWork = z.object({
  title: z.string(),
  facts: z.array(z.tuple([z.string(), z.string()])),
  markdown: z.string(),
});

const fonts = join(
  dirname(createRequire(import.meta.url).resolve("dejavu-fonts-ttf/package.json")),
  "ttf",
);
const font = (name: string): string => join(fonts, `${name}.ttf`);

pdfmake.setFonts({
  Sans: {
    normal: font("DejaVuSans"),
    bold: font("DejaVuSans-Bold"),
    italics: font("DejaVuSans-Oblique"),
    bolditalics: font("DejaVuSans-BoldOblique"),
  },
  Mono: {
    normal: font("DejaVuSansMono"),
    bold: font("DejaVuSansMono-Bold"),
    italics: font("DejaVuSansMono-Oblique"),
    bolditalics: font("DejaVuSansMono-BoldOblique"),
  },
});
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => path.startsWith(fonts));
pdfmake.addTableLayouts({
  code: {
    hLineWidth: () => 0,
    vLineWidth: () => 0,
    fillColor: () => "#f3f4f6",
    paddingLeft: () => 8,
    paddingRight: () => 8,
    paddingTop: () => 6,
    paddingBottom: () => 6,
  },
});

const { title, facts, markdown } = PdfWork.parse(workerData);
const hasTitle = /^\s*# /.test(markdown);
const [heading, ...body] = pdfContent(hasTitle ? markdown : `# ${title}\n\n${markdown}`);

const document: TDocumentDefinitions = {
  info: { title, creator: "Voiceplan" },
  pageSize: "A4",
  pageMargins: [56, 56, 56, 64],
  defaultStyle: { font: "Sans", fontSize: 10, lineHeight: 1.3 },
  styles: {
    h1: { fontSize: 20, bold: true, margin: [0, 0, 0, 8] },
    h2: { fontSize: 14, bold: true, margin: [0, 16, 0, 6] },
    h3: { fontSize: 11.5, bold: true, margin: [0, 10, 0, 4] },
    h4: { fontSize: 10.5, bold: true, margin: [0, 8, 0, 4] },
    h5: { bold: true, margin: [0, 6, 0, 2] },
    h6: { italics: true, margin: [0, 6, 0, 2] },
    paragraph: { margin: [0, 0, 0, 6] },
    list: { margin: [0, 0, 0, 6] },
    block: { margin: [0, 4, 0, 8] },
    quote: { margin: [12, 2, 0, 6], color: "#4b5563" },
    code: { font: "Mono", fontSize: 8.5 },
    small: { fontSize: 8.5, color: "#4b5563" },
  },
  content: [
    heading ?? [],
    {
      table: { body: facts.map(([name, value]) => [name, value]) },
      layout: "noBorders",
      style: ["small", "block"],
    },
    ...body,
  ],
  // A heading does not stand alone at the end of a page.
  pageBreakBefore: (node, { getFollowingNodesOnPage }) =>
    node.headlineLevel !== undefined && getFollowingNodesOnPage().length === 0,
  footer: (page, pages) => ({
    columns: [
      { text: title, alignment: "left" },
      { text: `${page} / ${pages}`, alignment: "right", width: 60 },
    ],
    style: "small",
    margin: [56, 20, 56, 0],
  }),
};

parentPort?.postMessage(await pdfmake.createPdf(document).getBuffer());
