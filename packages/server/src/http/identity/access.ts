import type { Permission } from "@tocsin/sdk";

/**
 * Who may use a route. `public`: everybody. `signing-in`: also who has shown one proof of two. `signed-in`: who has an
 * account. A permission: whose roles give it.
 */
export type Access = "public" | "signing-in" | "signed-in" | Permission;

declare module "fastify" {
  interface FastifyContextConfig {
    /** Absent: nobody. */
    readonly access?: Access;
  }
}

/** The options of a route that is for those who have `access`. */
export const forThose = (access: Access): { readonly config: { readonly access: Access } } => ({
  config: { access },
});
