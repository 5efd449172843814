import { request as requestPlain } from "node:http";
import { request as requestEncrypted } from "node:https";
import { json } from "node:stream/consumers";
import { type ErrorCode, ERRORS, TocsinError } from "@tocsin/sdk";

/** A post that runs answers within so long. */
const ANSWER_WAIT_MS = 15_000;

/** What is asked of a post's server. */
export interface Asked {
  readonly url: URL;
  readonly method: string;
  readonly body: object | undefined;
  /** The authority that its certificate is of; null: one that this machine trusts. */
  readonly authority: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly unreachable: (detail: string) => Error;
  /** For what takes longer than most; absent: a quarter of a minute. */
  readonly waitMs?: number | undefined;
}
export interface Answered {
  readonly answer: unknown;
  /** Each as the server sets it. */
  readonly cookies: readonly string[];
}

/** Asks a post's server. A refusal is thrown in the server's own words; one that does not answer, as `unreachable` has it. */
export const askJson = async (asked: Asked): Promise<unknown> =>
  (await askWithCookies(asked)).answer;

/** The same, with what a browser would keep. */
export function askWithCookies(asked: Asked): Promise<Answered> {
  const { url, method, body, authority, headers, unreachable } = asked;
  const request = url.protocol === "https:" ? requestEncrypted : requestPlain;
  const text = body === undefined ? null : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method,
        timeout: asked.waitMs ?? ANSWER_WAIT_MS,
        ...(authority === null ? {} : { ca: authority }),
        headers: {
          ...headers,
          ...(text === null ? {} : { "content-type": "application/json" }),
        },
      },
      (response) => {
        const answered = (answer: unknown): void =>
          response.statusCode === 200
            ? resolve({ answer, cookies: response.headers["set-cookie"] ?? [] })
            : reject(errorOf(answer));
        json(response).then(answered, (error: unknown) =>
          reject(unreachable(`its answer is none of a post: ${String(error)}`)),
        );
      },
    );
    sent.on("timeout", () => sent.destroy(new Error("it does not answer in time")));
    sent.on("error", (error) => reject(unreachable(error.message)));
    sent.end(text ?? undefined);
  });
}

/** A refusal of the server, in its own words. */
function errorOf(answer: unknown): Error {
  const { code, message, remedy } = answer as {
    readonly code: string;
    readonly message: string;
    readonly remedy: string;
  };
  if (!(code in ERRORS)) return new Error(message);
  const known = new TocsinError(code as ErrorCode, {});
  return Object.assign(Object.create(known) as TocsinError, { message, remedy });
}
