import { utcText } from "@tocsin/core";
import type { PictureRecipient, RecipientTest } from "@tocsin/sdk";
import { EXIT, TocsinError } from "@tocsin/sdk/errors";
import { askLocalPost } from "./ask-local-post.ts";
import type { CliContext } from "../cli-context.ts";

/** `tocsin siren ls`: what supervision knows of each siren. */
export async function listSirens(context: CliContext): Promise<number> {
  const sirens = await sirensOf(context);
  if (context.json) context.printJson(sirens);
  else if (sirens.length === 0) context.print("No channel knows a siren by name.");
  else
    for (const { channelId, id, state, heardUs, sinceUs, detail } of sirens)
      context.print(
        `${`${channelId} ${id}`.padEnd(24)} ${state.padEnd(8)} ${detail}; so since ${utcText(sinceUs)}, ${
          heardUs === null ? "never heard" : `last heard ${utcText(heardUs)}`
        }`,
      );
  return EXIT.ok;
}

/** `tocsin siren test`: a silent test of each at once; it fails where one does. */
export async function testSirens(context: CliContext, ids: readonly string[]): Promise<number> {
  const sirens = await sirensOf(context);
  const missing = ids.find((wanted) => sirens.every(({ id }) => id !== wanted));
  if (missing !== undefined || sirens.length === 0)
    throw new TocsinError("RECIPIENT_NOT_FOUND", { name: missing ?? "siren" });
  const results = await Promise.all(
    sirens
      .filter(({ id }) => ids.length === 0 || ids.includes(id))
      .map(async ({ channelId, id }) => {
        const path = `/api/recipients/${encodeURIComponent(channelId)}/${encodeURIComponent(id)}/test`;
        const result = (await askLocalPost(context, { method: "POST", path })) as RecipientTest;
        return { channelId, id, ...result };
      }),
  );
  if (context.json) context.printJson(results);
  else
    for (const { channelId, id, ok, detail } of results)
      context.print(`${`${channelId} ${id}`.padEnd(24)} ${ok ? "passed" : `FAILED: ${detail}`}`);
  return results.every(({ ok }) => ok) ? EXIT.ok : EXIT.failure;
}

const sirensOf = async (context: CliContext): Promise<readonly PictureRecipient[]> =>
  (await askLocalPost(context, {
    method: "GET",
    path: "/api/recipients",
  })) as readonly PictureRecipient[];
