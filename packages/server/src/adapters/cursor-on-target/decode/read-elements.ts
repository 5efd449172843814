import type { SaxesTagPlain } from "saxes";
import { SaxesParser } from "saxes";

/** Elements within elements of an event, and elements in all: far more than any real one has. */
const DEPTH_MAX = 32;
const ELEMENTS_MAX = 2_000;

/** Why a text was not read. */
export class MarkupFault extends Error {}

/**
 * Reads well-formed XML without a document type and hands over each element's path, such as `event/point`, with its attributes. Throws
 * {@link MarkupFault} at the first fault. Its callers have refused everything but elements, attributes and text beforehand.
 */
export function readElements(
  text: string,
  element: (path: string, attributes: Readonly<Record<string, string>>) => void,
): void {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const open: string[] = [];
  let elements = 0;
  parser.on("error", (error) => {
    throw new MarkupFault(error.message);
  });
  parser.on("opentag", ({ name, attributes }: SaxesTagPlain) => {
    open.push(name);
    elements += 1;
    if (open.length > DEPTH_MAX || elements > ELEMENTS_MAX)
      throw new MarkupFault("more elements than an event has");
    element(open.join("/"), attributes);
  });
  parser.on("closetag", () => void open.pop());
  parser.write(text).close();
}
