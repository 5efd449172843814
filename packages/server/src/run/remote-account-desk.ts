import { hostname } from "node:os";
import { TocsinError } from "@tocsin/sdk";
import { localAuthorization, type RunningServer } from "../http/identity/local-key.ts";
import type { AccountDesk } from "../identity/account-desk.ts";
import { askJson } from "./ask-json.ts";
import { authorityOf, reachable } from "./running-post.ts";

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
    erase: async (name, withReports) => {
      await ask("POST", path(name, "erase"), { reports: withReports });
      return null;
    },
    issueCode: (kind, subject) => ask("POST", "/api/devices", { kind, subject }),
    keys: () => ask("GET", "/api/devices"),
    revokeKey: (id) => ask("POST", `/api/devices/${encodeURIComponent(id)}/revoke`),
    issueService: (name, permission, days) =>
      ask("POST", "/api/tokens", { name, permission, days }),
    services: () => ask("GET", "/api/tokens"),
    revokeService: (id) => ask("POST", `/api/tokens/${encodeURIComponent(id)}/revoke`),
    close: async () => undefined,
  };
}

/** Asks the server of a post that runs on a data directory, as whoever may read that. */
export function askServer(
  { address, secret }: RunningServer,
  dataDir: string,
  {
    method,
    path,
    body,
    waitMs,
  }: {
    readonly method: string;
    readonly path: string;
    readonly body?: object | undefined;
    readonly waitMs?: number;
  },
): Promise<unknown> {
  return askJson({
    url: new URL(path, reachable(address, "127.0.0.1")),
    method,
    body,
    waitMs,
    authority: authorityOf(dataDir),
    headers: { authorization: localAuthorization(secret) },
    unreachable: (detail) =>
      new TocsinError("IDENTITY_UNAVAILABLE", {
        detail: `a post runs on this data directory, and its server does not answer at ${address} (${detail})`,
      }),
  });
}
