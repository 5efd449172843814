import { TocsinError } from "@tocsin/sdk";
import type { FastifyRequest } from "fastify";
import type { z } from "zod";

/** The body of a request as the schema has it. Nothing of what was sent is in the refusal: it may be a password. */
export function readBody<T extends z.ZodType>(schema: T, request: FastifyRequest): z.output<T> {
  const { success, data, error } = schema.safeParse(request.body);
  if (success) return data;
  const where = error.issues[0].path.join(".");
  throw new TocsinError("REQUEST_INVALID", {
    detail: `The body of the request is not as it should be${where === "" ? "" : ` at ${where}`}.`,
  });
}
