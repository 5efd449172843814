import { CapFault } from "./cap-fault.ts";

/** Longest document that is read: real ones have up to some hundred thousand octets. */
export const DOCUMENT_OCTETS_MAX = 1_048_576;
/** Longest feed that is read. */
const FEED_OCTETS_MAX = 16 * 1_048_576;

const DECLARATION = /^\s*<\?xml(?:\s+[a-z]+\s*=\s*(?:"[^"<>&]*"|'[^'<>&]*'))*\s*\?>/;
const ENCODING = /\sencoding\s*=\s*["']([^"']*)["']/;
/** Document types and whatever belongs into one, also within a comment: nothing that we take needs to speak of them. */
const FORBIDDEN = /<!(?!--|\[CDATA\[)|<\?/;
/** A name after an ampersand that XML itself does not know. */
const ENTITY = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)/;
const CDATA = /<!\[CDATA\[[\s\S]*?\]\]>/g;

export interface DocumentText {
  /** What is parsed: without the declaration. */
  readonly body: string;
  /** The whole document: in its own encoding it gives its octets again. */
  readonly text: string;
  readonly encoding: "utf-8" | "iso-8859-1";
}

/** A feed may say how it wants to be shown; its links are read whatever that is. */
const STYLESHEET = /<\?xml-stylesheet\s[^?<>]*\?>/g;

/**
 * Octets as text. What could make a reader fetch, expand or hide something is refused before it is parsed; only the
 * style sheet that a feed names is passed over.
 */
export function readText(octets: Uint8Array, kind: "alert" | "feed" = "alert"): DocumentText {
  const most = kind === "alert" ? DOCUMENT_OCTETS_MAX : FEED_OCTETS_MAX;
  if (octets.length > most)
    throw new CapFault(
      "document-too-long",
      "",
      `${octets.length} octets; at most ${most} are read`,
    );
  const encoding = encodingOf(octets);
  const text = textOf(octets, encoding);
  const body = text.replace(/^\ufeff/, "").replace(DECLARATION, "");
  const bare = (kind === "alert" ? body : body.replaceAll(STYLESHEET, "")).replaceAll(CDATA, "");
  if (FORBIDDEN.test(bare))
    throw new CapFault(
      "forbidden-markup",
      "",
      "it has a document type or a processing instruction",
    );
  if (ENTITY.test(bare))
    throw new CapFault("forbidden-markup", "", "it has an entity that XML itself does not define");
  return { body, text, encoding };
}

/** By the declaration; without one it is UTF-8, as XML has it. */
function encodingOf(octets: Uint8Array): DocumentText["encoding"] {
  const head = Buffer.from(octets.subarray(0, 256)).toString("latin1");
  const declared = ENCODING.exec(
    DECLARATION.exec(head.replace(/^\u00ef\u00bb\u00bf/, ""))?.[0] ?? "",
  );
  const name = (declared?.[1] ?? "utf-8").toLowerCase();
  if (name === "utf-8" || name === "us-ascii") return "utf-8";
  if (name === "iso-8859-1") return name;
  throw new CapFault(
    "unknown-encoding",
    "",
    `its encoding is ${JSON.stringify(name)}; UTF-8 and ISO-8859-1 are read`,
  );
}

function textOf(octets: Uint8Array, encoding: DocumentText["encoding"]): string {
  if (encoding === "iso-8859-1") return Buffer.from(octets).toString("latin1");
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(octets);
  } catch {
    throw new CapFault("not-xml", "", "it is not text in UTF-8");
  }
}
