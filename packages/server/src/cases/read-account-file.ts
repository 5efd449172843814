import { readFileSync, statSync } from "node:fs";
import { basename, extname } from "node:path";
import { TocsinError } from "@tocsin/sdk";
import { leanHtml, leftOpen, readHtml } from "@tocsin/inquiry";

/** Nothing larger is opened. */
const BYTES_MAX = 256 * 1024 * 1024;
/** Characters: a text of this length is read in half a minute, and is a book rather than an account. */
const TEXT_MAX = 1_000_000;
/** Characters of a page's words and tags: it is taken apart in memory many times its size. */
const HTML_MAX = 16_000_000;
/** Elements that a page opens and never closes: somebody forgets some, nobody forgets thousands. */
const LEFT_OPEN_MAX = 50_000;

export interface AccountFile {
  readonly text: string;
  readonly source: string;
  readonly title: string | null;
  readonly published: string | null;
}

/** Reads what somebody saved: text in any of the usual encodings, or an HTML page. Throws `CASE_INPUT` with what to do. */
export function readAccountFile(path: string): AccountFile {
  const bytes = read(path);
  const source = path === "-" ? "standard input" : basename(path);
  if (bytes.subarray(0, 5).toString("latin1") === "%PDF-")
    throw inputError(path, "is a PDF: save its text (for example with pdftotext) and add that");
  const decoded = decode(bytes, path);
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
    const page = readHtml(html);
    return checked(path, {
      text: page.text,
      source: page.site === null ? source : `${page.site} (${source})`,
      title: page.title,
      published: page.published,
    });
  }
  return checked(path, { text: decoded, source, title: null, published: null });
}

function read(path: string): Buffer {
  try {
    if (path !== "-" && statSync(path).size > BYTES_MAX)
      throw inputError(path, "is larger than 256 MiB: add the account alone");
    return readFileSync(path === "-" ? 0 : path);
  } catch (error) {
    if (error instanceof TocsinError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw inputError(
      path,
      code === "ENOENT" ? "does not exist" : `cannot be read (${code ?? String(error)})`,
    );
  }
}

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

/** UTF-8, UTF-16 by its mark, else Windows-1252, which any bytes are; zero bytes are no text. */
function decode(bytes: Buffer, path: string): string {
  const [a, b] = [bytes[0], bytes[1]];
  if (a === 0xff && b === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  if (bytes.includes(0)) throw inputError(path, "is not a text");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

function inputError(path: string, detail: string): TocsinError {
  return new TocsinError("CASE_INPUT", { path: path === "-" ? "Standard input" : path, detail });
}
