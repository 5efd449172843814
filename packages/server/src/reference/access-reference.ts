import { PERMISSIONS, type Permission, ROLE_NAMES, ROLES } from "@tocsin/sdk";
import { ROUTES } from "../http/api-description.ts";
import type { Access } from "../http/identity/access.ts";

/** The page docs/reference/access.md, made from the roles and the description of the routes. */
export function accessReference(): string {
  return [HEAD, permissionTable(), STATES, routeTable(), ""].join("\n");
}

const HEAD = `# Who may do what

Roles, what each may do, and what each route of the [HTTP interface](http.md) asks for. What is not allowed here is refused:
a route without an entry answers nobody. This page is made from \`packages/sdk/src/identity/role.ts\` and
\`packages/server/src/http\` by \`node packages/server/src/config/write-reference.ts\`; a test compares the two, and another
asks a real server for every route as every role and in every state.

## Roles
`;

const STATES = `
## Routes

*Open*: nobody has an account yet and the request comes from this very machine, or the server shows recordings only. *No
second proof*: the account asks for a second proof, and the password alone was shown.
`;

const permissionTable = (): string => {
  const permissions = Object.entries(PERMISSIONS) as [Permission, string][];
  const rows = permissions.map(
    ([permission, meaning]) =>
      `| \`${permission}\` | ${meaning} | ${ROLE_NAMES.map((role) => yes((ROLES[role] as readonly Permission[]).includes(permission))).join(" | ")} |`,
  );
  return [
    `| may | that is | ${ROLE_NAMES.join(" | ")} |`,
    `|---|---|${ROLE_NAMES.map(() => "---|").join("")}`,
    ...rows,
  ].join("\n");
};

const routeTable = (): string =>
  [
    "| route | for those who | signed out | session over | no second proof | open |",
    "|---|---|---|---|---|---|",
    ...ROUTES.map(
      ({ path, method = "GET", access }) =>
        `| ${method} \`${path}\` | ${wordsOf(access)} | ${yes(access === "public")} | ${yes(access === "public")} | ${yes(access === "public" || access === "signing-in")} | ${yes(access === "public" || access === "view" || access === "measure")} |`,
    ),
  ].join("\n");

const yes = (is: boolean): string => (is ? "yes" : "");

function wordsOf(access: Access): string {
  if (access === "public") return "ask: everybody";
  if (access === "signing-in") return "have shown one proof";
  if (access === "signed-in") return "are signed in";
  return `may \`${access}\``;
}
