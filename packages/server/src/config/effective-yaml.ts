import type { SiteConfig } from "@tocsin/sdk";
import { Document, isMap, isScalar, isSeq, type Node } from "yaml";

/** The configuration in effect as YAML; what the file did not say itself is marked as a default. */
export function effectiveYaml(config: SiteConfig, written: unknown): string {
  const document = new Document(config);
  if (document.contents !== null) mark(document.contents, written);
  return document.toString({ lineWidth: 0 });
}

function mark(node: Node, written: unknown): void {
  if (isMap<Node, Node | null>(node)) {
    if (node.items.length === 0) noteDefault(node, written);
    for (const { key, value } of node.items) {
      if (isScalar(key) && value !== null) mark(value, childOf(written, String(key.value)));
    }
  } else if (isSeq<Node>(node)) {
    if (node.items.length === 0) noteDefault(node, written);
    // A pair of coordinates reads best on one line.
    node.flow = node.items.every((item) => isScalar(item));
    for (const [i, item] of node.items.entries()) mark(item, childOf(written, i));
  } else {
    noteDefault(node, written);
  }
}

function noteDefault(node: Node, written: unknown): void {
  if (written === undefined) node.comment = " default";
}

const childOf = (value: unknown, key: string | number): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
