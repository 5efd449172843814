import type { WhoAmI } from "@tocsin/sdk";
import { useSyncExternalStore } from "react";
import { getJson, onSignedOut } from "../api/api-client.ts";
import { Listeners } from "../source/listeners.ts";

/** Whom the server takes this browser for; null until it has said so. */
let who: WhoAmI | null = null;
const listeners = new Listeners();
let asking: Promise<void> | null = null;

export const useWho = (): WhoAmI | null =>
  useSyncExternalStore(
    (listener) => listeners.add(listener),
    () => who,
  );

/** Takes over what an answer of the server said. */
export function setWho(next: WhoAmI): void {
  who = next;
  listeners.notify();
}

/** Asks the server again. Without an answer what was known still holds; many calls at once are one question. */
export function refreshWho(): Promise<void> {
  asking ??= getJson<WhoAmI>("/api/identity")
    .then(setWho, () => undefined)
    .finally(() => (asking = null));
  return asking;
}

onSignedOut(() => void refreshWho());
