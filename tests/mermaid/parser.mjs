// Reads diagrams with Mermaid's own parser. A line of JSON {"text"} comes in, a line goes out: {"ok": false, "error"} or
// {"ok": true, "kind", "labels": {place: {"lines", "tags"}}, "edges", "stray", "config"}. Labels are what a browser shows of
// the diagram's database: after Mermaid's decoding, as HTML, lines parted by <br>, "tags" every other element in it.
import { createInterface } from "node:readline";
import { JSDOM } from "jsdom";

const { window } = new JSDOM("<!doctype html><body></body>");
globalThis.window = window;
for (const name of ["document", "Element", "Node", "DocumentFragment", "HTMLElement", "SVGElement", "DOMParser"]) {
  globalThis[name] = window[name];
}
console.log = console.info = console.warn = console.error = console.debug = () => {}; // answers alone go out
const { default: mermaid } = await import(`./node_modules/${process.argv[2]}/dist/mermaid.esm.min.mjs`);
mermaid.initialize({ startOnLoad: false, logLevel: "fatal" });

// What Mermaid does with a label on its way to the page (utils.ts, decodeEntities).
const decoded = (text) => text.replace(/ﬂ°°/g, "&#").replace(/ﬂ°/g, "&").replace(/¶ß/g, ";");

function label(text) {
  const holder = window.document.createElement("template");
  holder.innerHTML = decoded(text);
  const elements = [...holder.content.querySelectorAll("*")];
  const tags = elements.filter((one) => one.tagName !== "BR" || one.attributes.length).map((one) => one.outerHTML);
  for (const one of holder.content.querySelectorAll("br")) one.replaceWith("\n");
  return { lines: holder.content.textContent.split("\n"), tags };
}

const read = {
  "flowchart-v2": (db) => {
    const nodes = [...db.getVertices().values()];
    const told = (one) => [one.link, one.haveCallback, one.linkTarget, one.img, one.icon, ...one.styles];
    return {
      labels: [
        ...nodes.map((node) => [node.id, node.text]),
        ...db.getEdges().map((edge) => [`${edge.start}>${edge.end}`, edge.text]),
      ],
      edges: db.getEdges().length,
      stray: [
        ...nodes.flatMap(told).filter(Boolean),
        ...nodes.flatMap((node) => node.classes).filter((name) => name !== "open"),
        ...nodes.map((node) => node.labelType).filter((type) => type !== "string"),
        ...db.getSubGraphs().map((group) => group.id),
      ],
    };
  },
  radar: (db) => ({
    labels: [...db.getAxes(), ...db.getCurves()].map((one) => [one.name, one.label]),
    stray: [],
  }),
  quadrantChart: (db) => {
    db.setWidth(800);
    db.setHeight(560);
    const { points, quadrants, axisLabels, title } = db.getQuadrantData();
    const named = (what, found) => found.map((one, index) => [`${what}${index + 1}`, (one.text?.text ?? one.text)]);
    return {
      labels: [...named("p", points), ...named("q", quadrants), ...named("x", axisLabels)],
      stray: title ? [title.text] : [],
    };
  },
  xychart: (db) => {
    const found = db.getDrawableElem().filter((one) => one.type === "text");
    const texts = found.flatMap((one) => one.data.map((item, index) => [[...one.groupTexts, index].join(" "), item.text]));
    return { labels: [["title", db.getDiagramTitle()], ...texts], stray: [] };
  },
};

async function answer(text) {
  try {
    const { config } = await mermaid.parse(text);
    const { type, db } = await mermaid.mermaidAPI.getDiagramFromText(text);
    const { labels, edges = 0, stray } = read[type](db);
    const more = [db.getAccTitle(), db.getAccDescription(), type === "xychart" ? "" : db.getDiagramTitle()];
    return {
      ok: true,
      kind: type,
      labels: labels.map(([place, found]) => [place, label(found ?? "")]),
      edges,
      stray: [...stray, ...more.filter(Boolean)],
      config: config ?? {},
    };
  } catch (error) {
    return { ok: false, error: String(error?.message ?? error) };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line).text))}\n`);
}
