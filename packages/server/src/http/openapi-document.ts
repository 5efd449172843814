import { z } from "zod";
import { NAMED_SCHEMAS, type RouteDescription, ROUTES } from "./api-description.ts";

const reference = (name: string): object => ({ $ref: `#/components/schemas/${name}` });

/** The OpenAPI 3.1 document of all routes. */
export function openApiDocument(version: string): object {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(NAMED_SCHEMAS)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => `#/components/schemas/${id}` });
  return {
    openapi: "3.1.0",
    info: {
      title: "Tocsin",
      version,
      description: "Early warning: pictures of a site, live and recorded, and why.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    paths: pathsOf(ROUTES),
    components: {
      schemas: Object.fromEntries(
        Object.entries(schemas).map(([id, { $schema: _schema, $id: _id, ...schema }]) => [
          id,
          schema,
        ]),
      ),
    },
  };
}

function pathsOf(routes: readonly RouteDescription[]): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes)
    (paths[route.path] ??= {})[route.method === "POST" ? "post" : "get"] = operation(route);
  return paths;
}

function operation(route: RouteDescription): object {
  const refusals: readonly (readonly [string, object])[] = Object.entries(route.refusals).map(
    ([status, description]) => [
      status,
      { description, content: { "application/json": { schema: refusalSchema(route, status) } } },
    ],
  );
  return {
    summary: route.summary,
    parameters: route.parameters.map((parameter) => ({
      ...parameter,
      required: parameter.in === "path",
      schema: { type: "string" },
    })),
    ...(route.body === undefined
      ? {}
      : { requestBody: { content: { "application/json": { schema: bodySchema(route.body) } } } }),
    responses: { 200: answer(route), ...Object.fromEntries(refusals) },
  };
}

/** Health and readiness say the same in either case. */
const refusalSchema = ({ path, answer: schema }: RouteDescription, status: string): object =>
  status === "503" && (path === "/healthz" || path === "/readyz") && schema !== null
    ? schemaOf(schema)
    : reference("Error");

const answer = ({ answer: schema, media, path }: RouteDescription): object => {
  if (schema === null)
    return path === "/api/live"
      ? {
          description: media,
          content: { "application/json": { schema: reference("LiveMessage") } },
        }
      : {
          description: media,
          content: { [media ?? "text/plain"]: { schema: { type: "string" } } },
        };
  return {
    description: "As asked.",
    content: { "application/json": { schema: schemaOf(schema) } },
  };
};

function schemaOf(schema: z.ZodType): object {
  const named = nameOf(schema);
  if (named !== null) return reference(named);
  if (schema instanceof z.ZodArray) {
    const element = nameOf(schema.element as z.ZodType);
    if (element !== null) return { type: "array", items: reference(element) };
  }
  return { type: "object" };
}

function bodySchema(schema: z.ZodType): object {
  const { $schema: _schema, ...body } = z.toJSONSchema(schema, { io: "input" });
  return body;
}

const nameOf = (schema: z.ZodType): string | null =>
  Object.entries(NAMED_SCHEMAS).find(([, candidate]) => candidate === schema)?.[0] ?? null;
