import { createServer } from "node:net";
import { request } from "node:http";
import { TocsinError } from "@tocsin/sdk";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { errorSchema } from "../../src/http/api-schemas.ts";
import { HttpFront } from "../../src/http/http-front.ts";

const OPTIONS = { host: "127.0.0.1", port: 0, morePorts: 0, startedUs: 1 };
let front: HttpFront;
let address: string;
beforeAll(async () => {
  ({ front, address } = await HttpFront.start(OPTIONS));
});
afterAll(() => front.close());

/** `fetch` sets the host itself. */
function ask(
  path: string,
  headers: Readonly<Record<string, string>>,
  method = "GET",
): Promise<{ status: number; body: unknown }> {
  return new Promise((resolve, reject) => {
    const sent = request(`${address}${path}`, { method, headers }, (response) => {
      let text = "";
      response.on("data", (chunk: Buffer) => (text += chunk.toString()));
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          body: text === "" ? null : (JSON.parse(text) as unknown),
        }),
      );
    });
    sent.on("error", reject);
    sent.end();
  });
}

describe("every answer carries the headers that keep a page in its place", () => {
  test.each(["/", "/api/status", "/api/sources/none", "/nothing/here", "/metrics"])(
    "%s",
    async (path) => {
      const { headers } = await fetch(`${address}${path}`);
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy).toContain("default-src 'self'");
      expect(policy).toContain("connect-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("object-src 'none'");
      expect(policy).not.toContain("unsafe-eval");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("access-control-allow-origin")).toBeNull();
    },
  );
});

describe("what is refused is refused in words", () => {
  const cases: readonly (readonly [string, number, string])[] = [
    ["/api/sources/none", 404, "SOURCE_NOT_FOUND"],
    ["/api/sources/none/timeline", 404, "SOURCE_NOT_FOUND"],
    ["/api/sources/none/why?decision=1", 404, "SOURCE_NOT_FOUND"],
    ["/api/stories/none", 404, "STORY_NOT_FOUND"],
    ["/api/none", 404, "ROUTE_NOT_FOUND"],
    ["/api/live", 404, "SOURCE_NOT_FOUND"],
    [`/api/status?${"x".repeat(3_000)}`, 414, "REQUEST_INVALID"],
  ];
  test.each(cases)("%.40s", async (path, status, code) => {
    const answer = await ask(path, {});
    expect(answer.status).toBe(status);
    expect(errorSchema.parse(answer.body).code).toBe(code);
  });

  test("another method: nothing can be changed here", async () => {
    for (const method of ["POST", "PUT", "DELETE", "PATCH"])
      expect((await ask("/api/status", {}, method)).status).toBe(404);
  });

  test("a name that is not this machine's, so that no page elsewhere can pose as one of ours", async () => {
    expect((await ask("/api/status", { host: "evil.example" })).status).toBe(400);
    expect((await ask("/api/status", { host: "localhost:1" })).status).toBe(200);
  });

  test("a header that is too long", async () => {
    expect(
      (await ask("/api/status", { "x-long": "x".repeat(20_000) }).catch(() => null))?.status,
    ).toBe(431);
  });
});

test("a port that is in use is said, with what to do", async () => {
  const other = createServer();
  const port = await new Promise<number>((resolve) =>
    other.listen(0, "127.0.0.1", () => {
      const bound = other.address();
      resolve(typeof bound === "object" && bound !== null ? bound.port : 0);
    }),
  );
  const refused = HttpFront.start({ ...OPTIONS, port });
  await expect(refused).rejects.toBeInstanceOf(TocsinError);
  await expect(refused).rejects.toMatchObject({
    code: "PORT_IN_USE",
    message: `Port ${port} on 127.0.0.1 is in use by another program.`,
    remedy: expect.stringContaining("--port") as unknown,
  });
  const { front: next, address: where } = await HttpFront.start({
    ...OPTIONS,
    port,
    morePorts: 20,
  });
  expect(Number(new URL(where).port)).toBeGreaterThan(port);
  await next.close();
  other.close();
});
