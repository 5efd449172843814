import { existsSync, readFileSync } from "node:fs";
import { request as requestPlain } from "node:http";
import { request as requestEncrypted } from "node:https";
import { hostname } from "node:os";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { type ErrorCode, ERRORS, TocsinError } from "@tocsin/sdk";
import { localAuthorization, type RunningServer } from "../http/identity/local-key.ts";
import type { AccountDesk } from "../identity/account-desk.ts";

/** A post that runs answers within so long. */
const ANSWER_WAIT_MS = 15_000;

/** The accounts of a post that runs, asked over its own server. */
export function remoteAccountDesk(running: RunningServer, dataDir: string): AccountDesk {
  const ask = async <T>(method: "GET" | "POST", path: string, body?: object): Promise<T> =>
    (await askServer(running, dataDir, { method, path, body })) as T;
  const path = (name: string, verb: string): string =>
    `/api/accounts/${encodeURIComponent(name)}/${verb}`;
  return {
    address: reachable(running.address, hostname()),
    list: () => ask("GET", "/api/accounts"),
    add: (name, roles) => ask("POST", "/api/accounts", { name, roles }),
    setRoles: (name, roles) => ask("POST", path(name, "roles"), { roles }),
    setDisabled: (name, disabled) => ask("POST", path(name, disabled ? "disable" : "enable")),
    reset: (name) => ask("POST", path(name, "reset")),
    issueCode: (kind, subject) => ask("POST", "/api/devices", { kind, subject }),
    keys: () => ask("GET", "/api/devices"),
    revokeKey: (id) => ask("POST", `/api/devices/${encodeURIComponent(id)}/revoke`),
    close: async () => undefined,
  };
}

function askServer(
  { address, secret }: RunningServer,
  dataDir: string,
  asked: { readonly method: string; readonly path: string; readonly body: object | undefined },
): Promise<unknown> {
  const base = reachable(address, "127.0.0.1");
  const authority = join(dataDir, "tls", "authority.pem");
  const request = base.startsWith("https:") ? requestEncrypted : requestPlain;
  const text = asked.body === undefined ? null : JSON.stringify(asked.body);
  return new Promise((resolve, reject) => {
    const sent = request(
      new URL(asked.path, base),
      {
        method: asked.method,
        timeout: ANSWER_WAIT_MS,
        ...(existsSync(authority) ? { ca: readFileSync(authority, "utf8") } : {}),
        headers: {
          authorization: localAuthorization(secret),
          ...(text === null ? {} : { "content-type": "application/json" }),
        },
      },
      (response) => {
        const answered = (answer: unknown): void =>
          response.statusCode === 200 ? resolve(answer) : reject(errorOf(answer));
        json(response).then(answered, reject);
      },
    );
    sent.on("timeout", () => sent.destroy(new Error("it does not answer in time")));
    sent.on("error", (error) =>
      reject(
        new TocsinError("IDENTITY_UNAVAILABLE", {
          detail: `a post runs on this data directory, and its server does not answer at ${address} (${error.message})`,
        }),
      ),
    );
    sent.end(text ?? undefined);
  });
}

/** A server that listens on every address is found under a name of this machine. */
function reachable(address: string, name: string): string {
  const url = new URL(address);
  if (url.hostname === "0.0.0.0" || url.hostname === "[::]") url.hostname = name;
  return url.origin;
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
