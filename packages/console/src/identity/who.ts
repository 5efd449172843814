import type { WhoAmI } from "@tocsin/sdk";
import { useSyncExternalStore } from "react";
import { getJson, onSignedOut } from "../api/api-client.ts";
import { WhoStore } from "./who-store.ts";

const store = new WhoStore(() => getJson<WhoAmI>("/api/identity"));

export const useWho = (): WhoAmI | null => useSyncExternalStore(store.subscribe, store.current);

export const setWho = (next: WhoAmI): void => store.set(next);

export const refreshWho = (): Promise<void> => store.refresh();

onSignedOut(() => void refreshWho());
