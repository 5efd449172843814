import { SaxesParser } from "saxes";
import { CapFault } from "./cap-fault.ts";

const DEPTH_MAX = 32;
const ELEMENTS_MAX = { alert: 20_000, feed: 200_000 } as const;
const ATTRIBUTES_MAX = 64;

export interface XmlNode {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlNode[];
  /** Its character data, CDATA included; not that of its children. */
  readonly text: string;
}

interface Growing {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: Growing[];
  text: string;
}

/**
 * Reads well-formed XML with namespaces into a tree of bounded size and depth. Its callers have refused document types,
 * entities and processing instructions beforehand.
 */
export function readTree(body: string, kind: keyof typeof ELEMENTS_MAX = "alert"): XmlNode {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const open: Growing[] = [];
  let elements = 0;
  let root: Growing | null = null;
  parser.on("error", (error) => {
    throw new CapFault("not-xml", "", error.message.slice(0, 200));
  });
  parser.on("opentag", ({ local, uri, attributes }) => {
    elements += 1;
    const given = Object.values(attributes);
    if (open.length >= DEPTH_MAX || elements > ELEMENTS_MAX[kind] || given.length > ATTRIBUTES_MAX)
      throw new CapFault("not-xml", "", "it is deeper or has more elements than an alert has");
    const node: Growing = {
      name: local,
      namespace: uri,
      attributes: new Map(given.map((each) => [each.local, each.value])),
      children: [],
      text: "",
    };
    open.at(-1)?.children.push(node);
    root ??= node;
    open.push(node);
  });
  const add = (text: string): void => {
    const here = open.at(-1);
    if (here !== undefined) here.text += text;
  };
  parser.on("text", add);
  parser.on("cdata", add);
  parser.on("closetag", () => void open.pop());
  parser.write(body).close();
  if (root === null) throw new CapFault("not-xml", "", "it has no element");
  return root;
}
