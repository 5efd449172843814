import type { ModelQuestion } from "@tocsin/inquiry";
import { TocsinError } from "@tocsin/sdk/errors";
import { z } from "zod";
import { boundedBody } from "../../sources/bounded-body.ts";
import { wordsOf } from "../../sources/fetch-page.ts";

/** A model behind an endpoint that speaks OpenAI's chat completions. */
export interface ModelEndpoint {
  /** Up to and with its version: `http://127.0.0.1:11434/v1`. */
  readonly url: URL;
  readonly model: string;
  /** Sent as a bearer token; null where the endpoint wants none. */
  readonly key: string | null;
  readonly timeoutMs: number;
}

const ANSWER_OCTETS_MAX = 4 * 1024 * 1024;

const answerSchema = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
});

/** What the model answers, as text. Follows nothing; throws `CASE_MODEL` with what went wrong. */
export async function askModel(
  { url, model, key, timeoutMs }: ModelEndpoint,
  question: ModelQuestion,
): Promise<string> {
  const fail = (detail: string): TocsinError =>
    new TocsinError("CASE_MODEL", { host: url.host, detail });
  let response: Response;
  let body: string;
  try {
    response = await fetch(new URL(`${url.pathname.replace(/\/+$/, "")}/chat/completions`, url), {
      method: "POST",
      redirect: "error",
      headers: {
        "content-type": "application/json",
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      },
      body: JSON.stringify({ model, stream: false, ...question }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    body = new TextDecoder().decode(await boundedBody(response, ANSWER_OCTETS_MAX));
  } catch (error) {
    if (error instanceof Error && error.name === "TimeoutError")
      throw fail(`no answer within ${timeoutMs / 1000} s`);
    throw fail(wordsOf(error));
  }
  if (!response.ok) throw fail(`it answered ${response.status}`);
  const parsed = answerSchema.safeParse(parsedJson(body));
  if (!parsed.success) throw fail("its answer is no chat completion");
  return parsed.data.choices[0]?.message.content ?? "";
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
