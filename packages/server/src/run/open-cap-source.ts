import type { ByteSource, CapInputConfig } from "@tocsin/sdk";
import { createFeedSource } from "../adapters/cap/feed-source.ts";
import { createByteSource } from "../sources/create-byte-source.ts";
import { fetchPage } from "../sources/fetch-page.ts";
import { createFolderSource } from "../sources/folder-source.ts";
import type { SourcePorts } from "../sources/source-ports.ts";

/** Where an input of CAP gets its documents from: a feed with what it links to, a folder, or what any input may have. */
export function openCapSource(
  transport: CapInputConfig["transport"],
  ports: SourcePorts,
): ByteSource {
  switch (transport.type) {
    case "http-poll":
      return createFeedSource(
        {
          url: transport.url,
          everyS: transport.every_s,
          hosts: transport.hosts,
          linksMax: transport.links_max,
        },
        { clock: ports.clock, fetchPage },
      );
    case "folder":
      return createFolderSource({ path: transport.path, everyS: transport.every_s }, ports);
    case "http":
    case "file":
      return createByteSource(transport, ports);
  }
}
