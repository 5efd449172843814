import type {
  AccountSummary,
  AccountWithLink,
  Role,
  ServicePermission,
  ServiceToken,
  ServiceTokenWithSecret,
  WhoAmI,
} from "@tocsin/sdk";
import { ApiError, getJson, postJson } from "../api/api-client.ts";

export const signIn = (name: string, password: string): Promise<WhoAmI> =>
  postJson("/api/identity/sign-in", { name, password });

/** Where the site's own sign-in service is to be asked. */
export const beginAtProvider = (): Promise<{ readonly address: string }> =>
  postJson("/api/identity/provider");

/** Somebody who is signed in shows once more who they are. */
export const prove = (password: string): Promise<WhoAmI> =>
  postJson("/api/identity/prove", { password });

/** Whether the server refused something because its person last showed who they are too long ago. */
export const asksForProof = (error: unknown): boolean =>
  error instanceof ApiError && error.code === "PROOF_NEEDED";

export const signOut = (): Promise<WhoAmI> => postJson("/api/identity/sign-out");

/** What a one-time link is for; no name: for a new account. */
export interface LinkPurpose {
  readonly name: string | null;
  readonly roles: readonly Role[];
}

export const lookAtLink = (link: string): Promise<LinkPurpose> =>
  postJson("/api/identity/link", { link });

export const enrol = (link: string, name: string, password: string): Promise<WhoAmI> =>
  postJson("/api/identity/enrol", { link, name, password });

export const changePassword = (old: string, next: string): Promise<WhoAmI> =>
  postJson("/api/identity/password", { old, new: next });

export const getAccounts = (signal: AbortSignal): Promise<readonly AccountSummary[]> =>
  getJson("/api/accounts", signal);

export const addAccount = (name: string, roles: readonly Role[]): Promise<AccountWithLink> =>
  postJson("/api/accounts", { name, roles });

export const setRoles = (id: string, roles: readonly Role[]): Promise<AccountSummary> =>
  postJson(`${addressOf(id)}/roles`, { roles });

export const setDisabled = (id: string, disabled: boolean): Promise<AccountSummary> =>
  postJson(`${addressOf(id)}/${disabled ? "disable" : "enable"}`);

export const eraseAccount = (id: string, reports: boolean): Promise<{ readonly id: string }> =>
  postJson(`${addressOf(id)}/erase`, { reports });

export const resetAccount = (id: string): Promise<AccountWithLink> =>
  postJson(`${addressOf(id)}/reset`);

export const getTokens = (signal: AbortSignal): Promise<readonly ServiceToken[]> =>
  getJson("/api/tokens", signal);

export const addToken = (
  name: string,
  permission: ServicePermission,
  days: number,
): Promise<ServiceTokenWithSecret> => postJson("/api/tokens", { name, permission, days });

export const revokeToken = (id: string): Promise<ServiceToken> =>
  postJson(`/api/tokens/${encodeURIComponent(id)}/revoke`);

const addressOf = (id: string): string => `/api/accounts/${encodeURIComponent(id)}`;
