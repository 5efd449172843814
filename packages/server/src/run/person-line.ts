import { TocsinError, type WhoAmI } from "@tocsin/sdk";
import { type Answered, askWithCookies } from "./ask-json.ts";
import type { PostAddress } from "./running-post.ts";

/** A post's server, asked by somebody who has signed in. */
export interface PersonLine {
  readonly ask: (method: "GET" | "POST", path: string, body?: object) => Promise<unknown>;
  /** Signs out. */
  readonly close: () => Promise<void>;
}

/**
 * Signs somebody in at a running post, for the time of a command: as in a browser, by a password, and the post holds its rules.
 * Who needs a passkey too does not get in from here.
 */
export async function signInAt(
  post: PostAddress,
  who: { readonly name: string; readonly password: string },
): Promise<PersonLine> {
  const { answer, cookies } = await at(post, "POST", "/api/identity/sign-in", who);
  const cookie = cookies.map((each) => each.split(";", 1)[0]).join("; ");
  const ask: PersonLine["ask"] = async (method, path, body) =>
    (await at(post, method, path, body, { cookie })).answer;
  const close = async (): Promise<void> => {
    await ask("POST", "/api/identity/sign-out");
  };
  if ((answer as WhoAmI).state === "second-factor") {
    await close();
    throw new TocsinError("SECOND_FACTOR_NEEDED", {});
  }
  return { ask, close };
}

function at(
  { url, authority }: PostAddress,
  method: "GET" | "POST",
  path: string,
  body?: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answered> {
  return askWithCookies({
    url: new URL(path, url),
    method,
    body,
    authority,
    headers,
    unreachable: (detail) => new TocsinError("POST_UNREACHABLE", { address: url, detail }),
  });
}
