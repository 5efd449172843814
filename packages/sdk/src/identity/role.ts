/** What a person may do here, each for itself. A route of the server names the one that it asks for. */
export const PERMISSIONS = {
  measure: "read the metrics",
  view: "see what happens now, recordings, and why",
  report: "send an observer's report",
  operate: "act on the site's warnings",
  supervise: "be the second person where one is not enough",
  administer: "manage accounts and keys of devices, and test sirens without a sound",
  attest: "say afterwards what really happened",
  drill: "start and end drills",
  plan: "see from where an attack would not be seen in time",
  audit: "read who signed in and who changed what",
} as const;

export type Permission = keyof typeof PERMISSIONS;

/** Roles, and what each may do. A person may have several. */
export const ROLES = {
  viewer: ["view", "measure"],
  observer: ["report"],
  operator: ["view", "measure", "report", "operate", "attest", "drill"],
  supervisor: ["view", "measure", "report", "operate", "supervise", "attest", "drill"],
  planner: ["view", "measure", "plan"],
  administrator: ["view", "measure", "administer"],
  auditor: ["view", "measure", "audit"],
} as const satisfies Readonly<Record<string, readonly Permission[]>>;

/** What a program may be let do with a token: it only reads. */
export const SERVICE_PERMISSIONS = ["measure", "view"] as const satisfies readonly Permission[];
export type ServicePermission = (typeof SERVICE_PERMISSIONS)[number];

export type Role = keyof typeof ROLES;

export const ROLE_NAMES = Object.keys(ROLES) as readonly Role[];

export const isRole = (name: string): name is Role => Object.hasOwn(ROLES, name);

/** Everything that any of the roles may do. */
export function permissionsOf(roles: readonly Role[]): ReadonlySet<Permission> {
  return new Set(roles.flatMap((role): readonly Permission[] => ROLES[role]));
}
