import { escapeXml } from "@tocsin/sdk";

/** An element with text, or with elements inside. Attributes stand on the root only. */
export type XmlElement =
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly children: readonly XmlElement[] };

export const leaf = (name: string, text: string): XmlElement => ({ name, text });

/** A leaf where there is something to say, nothing otherwise. */
export const optionalLeaf = (name: string, text: string | null | undefined): XmlElement[] =>
  text === null || text === undefined || text === "" ? [] : [leaf(name, text)];

/** A UTF-8 document: declaration, root with its namespace, two spaces of indent. */
export function renderDocument(root: XmlElement, namespace: string): string {
  const body = render(root, 0).replace(root.name, `${root.name} xmlns="${escapeXml(namespace)}"`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${body}`;
}

function render(element: XmlElement, depth: number): string {
  const indent = "  ".repeat(depth);
  const { name } = element;
  if ("text" in element) return `${indent}<${name}>${escapeXml(element.text)}</${name}>\n`;
  const inside = element.children.map((child) => render(child, depth + 1)).join("");
  return `${indent}<${name}>\n${inside}${indent}</${name}>\n`;
}
