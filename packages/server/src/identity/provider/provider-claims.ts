import { type OidcConfig, type Role, ROLE_NAMES } from "@tocsin/sdk";

export type Claims = Readonly<Record<string, unknown>>;

/** A claim by its name; where there is none, along the dots of its name. undefined: there is none. */
export function claimAt(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  let at: unknown = claims;
  for (const part of name.split(".")) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, part)) return undefined;
    at = (at as Claims)[part];
  }
  return at;
}

/** The roles that the claim gives, each once. What is no text gives none. */
export function rolesFrom(
  claims: Claims,
  { role_claim: claim, roles: grants }: Pick<OidcConfig, "role_claim" | "roles">,
): readonly Role[] {
  const values: ReadonlySet<unknown> = new Set([claimAt(claims, claim)].flat());
  const given = new Set(grants.filter(({ value }) => values.has(value)).map(({ role }) => role));
  return ROLE_NAMES.filter((role) => given.has(role));
}
