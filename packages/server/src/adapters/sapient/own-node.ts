import type { SiteConfig } from "@tocsin/sdk";
import { uuidOf } from "./identifiers.ts";
import type { OwnNode } from "./own-messages.ts";

/** The node that a site speaks as: its identifier follows from its name unless it was given one. */
export const ownNodeOf = (
  site: Pick<SiteConfig["site"], "id" | "name">,
  entry: { readonly id: string; readonly node_id?: string | undefined },
): OwnNode => ({
  nodeId: entry.node_id ?? uuidOf(`${site.id} ${entry.id}`),
  name: `${site.name} (Tocsin)`,
  version: "1",
});
