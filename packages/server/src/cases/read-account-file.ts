import { readFileSync, statSync } from "node:fs";
import { basename, extname } from "node:path";
import { TocsinError } from "@tocsin/sdk/errors";
import { leanHtml, leftOpen } from "@tocsin/inquiry";
import { readTelegramExport } from "./telegram-export.ts";

/** Nothing larger is opened. */
const BYTES_MAX = 256 * 1024 * 1024;
/** Characters: a text of this length is read in half a minute, and is a book rather than an account. */
const TEXT_MAX = 1_000_000;
/** Characters of a page's words and tags: it is taken apart in memory many times its size. */
const HTML_MAX = 16_000_000;
/** Elements that a page opens and never closes: somebody forgets some, nobody forgets thousands. */
const LEFT_OPEN_MAX = 50_000;

const PICTURE =
  "is a picture: keep it with tocsin case exhibit add, and add what is written in it as text";

export interface AccountFile {
  readonly text: string;
  readonly source: string;
  readonly title: string | null;
  readonly published: string | null;
  /** What whoever adds it should look at, in words; null where nothing is doubtful. */
  readonly doubt: string | null;
}

/**
 * Reads what somebody saved: text in any of the usual encodings, or in the one that is named, or an HTML page. Throws `CASE_INPUT` with what to do.
 */
export async function readAccountFile(path: string, encoding?: string): Promise<AccountFile> {
  const bytes = read(path);
  const source = path === "-" ? "standard input" : basename(path);
  const begins = bytes.subarray(0, HEAD_BYTES).toString("latin1");
  for (const { magic, detail } of NO_TEXTS)
    if (begins.startsWith(magic)) throw inputError(path, detail);
  const { text: decoded, doubt } = decode(bytes, path, encoding);
  if (isHtml(path, decoded)) {
    const html = leanHtml(decoded);
    if (html.length > HTML_MAX)
      throw inputError(
        path,
        "is a page with more than 16 million characters, its pictures and scripts left out: save only its article, or its text",
      );
    if (leftOpen(html) > LEFT_OPEN_MAX)
      throw inputError(
        path,
        "opens tens of thousands of elements and never closes them: save its text",
      );
    // What makes a document of a page is large, and no text needs it.
    const { readHtml } = await import("@tocsin/inquiry/read-html");
    const page = readHtml(html);
    return checked(path, {
      text: page.text,
      source: page.site === null ? source : `${page.site} (${source})`,
      title: page.title,
      published: page.published,
      doubt,
    });
  }
  const data = jsonOf(decoded);
  if (data === null)
    return checked(path, { text: decoded, source, title: null, published: null, doubt });
  const chat = readTelegramExport(data.value);
  if (chat === null)
    throw inputError(
      path,
      "is data in JSON, and no chat that Telegram exported: save what people say in it as text",
    );
  return checked(path, { text: chat.text, source, title: chat.title, published: null, doubt });
}

const HEAD_BYTES = 8;
/** What people have instead of a text, by how it begins, and what to do about it. */
const NO_TEXTS: readonly { readonly magic: string; readonly detail: string }[] = [
  { magic: "%PDF-", detail: "is a PDF: save its text (for example with pdftotext) and add that" },
  {
    magic: "PK\u0003\u0004",
    detail:
      "is a zip archive, or a document of an office program: unpack it, or save the document as text, and add that",
  },
  {
    magic: "\u00D0\u00CF\u0011\u00E0",
    detail: "is a document of an office program: save it as text, and add that",
  },
  { magic: "\u001F\u008B", detail: "is packed with gzip: unpack it, and add what is in it" },
  { magic: "\u0089PNG", detail: PICTURE },
  { magic: "\u00FF\u00D8\u00FF", detail: PICTURE },
];

/** What a text holds that is one value in JSON; null where it is none. Numbers and words by themselves are texts. */
function jsonOf(text: string): { readonly value: unknown } | null {
  if (!/^\s*[{[]/.test(text)) return null;
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

function read(path: string): Buffer {
  try {
    if (path !== "-" && statSync(path).size > BYTES_MAX)
      throw inputError(path, "is larger than 256 MiB: add the account alone");
    return readFileSync(path === "-" ? 0 : path);
  } catch (error) {
    if (error instanceof TocsinError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw inputError(path, UNREADABLE[code ?? ""] ?? `cannot be read (${code ?? String(error)})`);
  }
}

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: "does not exist",
  EISDIR: "is a folder: name the files in it, such as FOLDER/*.txt",
  EACCES: "may not be read by you: see who owns it, and its permissions",
  EPERM: "may not be read by you: see who owns it, and its permissions",
};

function checked(path: string, file: AccountFile): AccountFile {
  if (file.text.trim() === "") throw inputError(path, "holds no text");
  if (file.text.length > TEXT_MAX)
    throw inputError(path, "holds more than a million characters: add the account alone");
  return file;
}

function isHtml(path: string, text: string): boolean {
  return (
    /^\.x?html?$/i.test(extname(path)) || /^\s*(?:<!doctype html|<html)/i.test(text.slice(0, 1000))
  );
}

interface Decoded {
  readonly text: string;
  readonly doubt: string | null;
}

/** A page says its encoding within so many bytes, or not at all (HTML Standard, "prescan a byte stream"). */
const PRESCAN_BYTES = 1024;
/** A character of UTF-8 has at most four bytes: so many may be missing where a file was cut. */
const CUT_BYTES_MAX = 3;

/** In the encoding that is named, else UTF-16 by its mark, UTF-8, what a page says of itself, and last Windows-1252, which any bytes are. */
function decode(bytes: Buffer, path: string, encoding: string | undefined): Decoded {
  if (encoding !== undefined) return { text: decoderOf(path, encoding).decode(bytes), doubt: null };
  const [a, b] = [bytes[0], bytes[1]];
  if (a === 0xff && b === 0xfe)
    return { text: new TextDecoder("utf-16le").decode(bytes), doubt: null };
  if (a === 0xfe && b === 0xff)
    return { text: new TextDecoder("utf-16be").decode(bytes), doubt: null };
  if (bytes.includes(0))
    throw inputError(path, "is not a text: save what is written in it as text, and add that");
  for (let cut = 0; cut <= CUT_BYTES_MAX; cut++) {
    const text = utf8Of(bytes.subarray(0, bytes.length - cut));
    if (text !== null)
      return { text, doubt: cut === 0 ? null : "ends within a character: it was cut" };
  }
  const said = /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{1,40})/i.exec(
    bytes.toString("latin1", 0, PRESCAN_BYTES),
  )?.[1];
  if (said !== undefined && !/^utf-?8$/i.test(said))
    return { text: decoderOf(path, said).decode(bytes), doubt: null };
  const text = new TextDecoder("windows-1252").decode(bytes);
  if (foreignShare(text) > FOREIGN_MOST)
    throw inputError(
      path,
      "is not UTF-8, and not of Western Europe: name its encoding with --encoding, such as windows-1251, windows-1256 or shift_jis",
    );
  return {
    text,
    doubt:
      "is not UTF-8, and was read as Windows-1252: where letters are wrong, add it again with --encoding NAME",
  };
}

/** In the languages that are written with Windows-1252 at most a tenth of the letters are none of A to Z; of another script nearly all would be. */
const FOREIGN_MOST = 0.2;
/** Of fewer letters nothing can be told. */
const LETTERS_LEAST = 5;

function foreignShare(text: string): number {
  const letters = text.match(/\p{L}/gu) ?? [];
  return letters.length < LETTERS_LEAST
    ? 0
    : letters.filter((letter) => letter > "z").length / letters.length;
}

function utf8Of(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function decoderOf(path: string, encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding);
  } catch {
    throw inputError(
      path,
      `cannot be read as "${encoding}", which is no encoding that is known: name it as web pages do, such as utf-8, windows-1251 or shift_jis`,
    );
  }
}

function inputError(path: string, detail: string): TocsinError {
  return new TocsinError("CASE_INPUT", { path: path === "-" ? "Standard input" : path, detail });
}
