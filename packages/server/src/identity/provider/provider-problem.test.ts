import { createServer } from "node:http";
import { once } from "node:events";
import { expect, test } from "vitest";
import { isOutOfReach, problemText } from "./provider-problem.ts";

const refusalOf = (address: string): Promise<unknown> =>
  fetch(address).then(
    () => null,
    (error: unknown) => error,
  );

test("where nothing listens, or somebody breaks off, is said in words and without a code", async () => {
  const server = createServer((request) => request.socket.destroy()).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port was given");
  const url = `http://127.0.0.1:${address.port}/`;
  const broken = await refusalOf(url);
  server.close();
  await once(server, "close");
  const refused = await refusalOf(url);
  expect([isOutOfReach(broken), isOutOfReach(refused)]).toEqual([true, true]);
  expect(problemText(broken)).toBe("it broke the connection off");
  expect(problemText(refused)).toBe("nothing listens at its address");
});

test("a name that nobody has, and a code without words of ours", () => {
  const failed = (code: string): TypeError =>
    new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code }) });
  expect(problemText(failed("ENOTFOUND"))).toBe("its name is not known here");
  expect(problemText(failed("E_NEW"))).toBe("fetch failed (E_NEW)");
});
