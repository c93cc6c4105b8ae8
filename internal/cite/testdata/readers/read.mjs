// Reads files of citations from standard input, [{"ris", "bib", "csl", "print"}],
// and prints what the reader makes of each, as CSL-JSON and, where that is asked
// for, in the style of the APA.
import { readFileSync } from "node:fs";
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-csl";
import "@citation-js/plugin-ris";

function read(file, print) {
  const cite = new Cite(file);
  const items = cite.data.map(({ _graph, ...item }) => item);
  return { items, printed: print ? cite.format("bibliography", { template: "apa" }) : "" };
}

const files = JSON.parse(readFileSync(0, "utf8"));
const answers = files.map(({ ris, bib, csl, print }) => ({ ris: read(ris, print), bib: read(bib, print), csl: read(csl, print) }));
process.stdout.write(JSON.stringify(answers));
