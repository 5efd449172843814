import type { Cancellation } from "@tocsin/sdk";
import { boundedBody } from "./bounded-body.ts";
import { MESSAGE_OCTETS_MAX } from "./message-limit.ts";

const ANSWER_TIMEOUT_MS = 10_000;
/** A page may be longer than a message of others: a list of all aircraft is one. */
const PAGE_OCTETS_MAX = 16 * MESSAGE_OCTETS_MAX;

/** By what a server knows which version of a page was fetched before. */
export interface PageMark {
  readonly tag: string | null;
  readonly modified: string | null;
}

export interface Page {
  readonly octets: Uint8Array;
  readonly mark: PageMark;
}

/** The page, or null where the server says that it has not changed. Follows nothing. Rejects with words for people. */
export async function fetchPage(
  url: string,
  mark: PageMark | null,
  signal: Cancellation,
): Promise<Page | null> {
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  signal.addEventListener("abort", abort, { once: true });
  try {
    const response = await fetch(url, {
      redirect: "error",
      headers: {
        ...(mark === null || mark.tag === null ? {} : { "if-none-match": mark.tag }),
        ...(mark === null || mark.modified === null ? {} : { "if-modified-since": mark.modified }),
      },
      signal: AbortSignal.any([stop.signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]),
    });
    if (response.status === 304) return null;
    if (!response.ok) throw new Error(`answered ${response.status}`);
    const { headers } = response;
    return {
      octets: await boundedBody(response, PAGE_OCTETS_MAX),
      mark: { tag: headers.get("etag"), modified: headers.get("last-modified") },
    };
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

/** What went wrong, with its cause. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
