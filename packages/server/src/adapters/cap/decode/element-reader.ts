import { CapFault } from "./cap-fault.ts";
import type { XmlNode } from "./read-tree.ts";

export const CAP_NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2";
const SIGNATURE_NAMESPACE = "http://www.w3.org/2000/09/xmldsig#";
/** Longest text of one element. */
const TEXT_MAX = 100_000;

/** Which elements may stand in another, in this order: at least and at most how often. */
export type Content = readonly (readonly [name: string, min: 0 | 1, max: number])[];

/** Reads the children of one element by the rules of CAP's schema: known names, in order, not too few and not too many. */
export class ElementReader {
  readonly path: string;
  readonly #children = new Map<string, XmlNode[]>();

  constructor(node: XmlNode, path: string, content: Content) {
    this.path = path;
    const bare = (node.text.trim() !== "" && "has text beside its elements") || null;
    if (bare !== null) throw new CapFault("bad-field", path, bare);
    let at = 0;
    for (const child of node.children) {
      if (child.namespace === SIGNATURE_NAMESPACE && path === "alert") continue;
      const field = `${path}/${child.name}`;
      if (child.namespace !== CAP_NAMESPACE)
        throw new CapFault("bad-field", field, "is no element of CAP 1.2");
      const found = content.findIndex(([name], index) => index >= at && name === child.name);
      if (found < 0) throw new CapFault("bad-field", field, wrongPlace(child.name, content));
      at = found;
      const list = this.#children.get(child.name) ?? [];
      this.#children.set(child.name, list);
      list.push(child);
    }
    for (const [name, min, max] of content) {
      const count = this.#children.get(name)?.length ?? 0;
      if (count < min) throw new CapFault("bad-field", `${path}/${name}`, "is missing");
      if (count > max)
        throw new CapFault("bad-field", `${path}/${name}`, `stands ${count} times, at most ${max}`);
    }
  }

  nodes(name: string): readonly XmlNode[] {
    return this.#children.get(name) ?? [];
  }

  /** Texts of all elements of a name, as they stand. */
  texts(name: string): readonly string[] {
    return this.nodes(name).map((node) => {
      const field = `${this.path}/${name}`;
      if (node.children.length > 0) throw new CapFault("bad-field", field, "has elements in it");
      if (node.text.length > TEXT_MAX)
        throw new CapFault("bad-field", field, `has ${node.text.length} characters`);
      return node.text;
    });
  }

  /** The text of an element that stands once; null where it is left out or empty. */
  optional(name: string): string | null {
    const text = this.texts(name).at(0)?.trim() ?? "";
    return text === "" ? null : text;
  }

  /** The same of one that says something. */
  needed(name: string): string {
    const text = this.optional(name);
    if (text === null) throw new CapFault("bad-field", `${this.path}/${name}`, "is empty");
    return text;
  }

  /** Each of them is one of `words`. */
  words<T extends string>(name: string, words: readonly T[]): readonly T[] {
    return this.texts(name).map((text) => {
      const found = words.find((word) => word === text);
      if (found !== undefined) return found;
      throw new CapFault(
        "bad-field",
        `${this.path}/${name}`,
        `is ${JSON.stringify(text.slice(0, 40))}, and must be one of ${words.join(", ")}`,
      );
    });
  }
}

const wrongPlace = (name: string, content: Content): string =>
  content.some(([known]) => known === name)
    ? "stands in the wrong order"
    : "is no element that CAP 1.2 has there";
