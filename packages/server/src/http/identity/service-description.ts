import { z } from "zod";
import type { RouteDescription } from "../api-description.ts";
import { serviceTokenSchema, serviceTokenWithSecretSchema } from "./identity-schemas.ts";
import { serviceBody } from "./service-routes.ts";

/** Routes with which administrators let programs read. */
export const SERVICE_ROUTES: readonly RouteDescription[] = [
  {
    path: "/api/tokens",
    access: "administer",
    summary: "Tokens of programs, revoked ones among them.",
    parameters: [],
    answer: z.array(serviceTokenSchema),
    refusals: {},
  },
  {
    path: "/api/tokens",
    method: "POST",
    access: "administer",
    summary:
      "Makes a token that lets a program do one thing, for so many days. It sends the secret, which is shown once, as `Authorization: Bearer …`.",
    parameters: [],
    body: serviceBody,
    answer: serviceTokenWithSecretSchema,
    refusals: { 400: "The name, the permission or the number of days will not do." },
  },
  {
    path: "/api/tokens/{id}/revoke",
    method: "POST",
    access: "administer",
    summary: "Ends a token at once.",
    parameters: [{ name: "id", in: "path", description: "Of a token." }],
    answer: serviceTokenSchema,
    refusals: { 404: "There is no such token." },
  },
];
