import type { Operations } from "@tocsin/sdk";
import { createContext, useContext, useEffect, useState } from "react";
import { useWho } from "../identity/who.ts";

/** What is ordered at the post now, with the post's time of it. */
export interface PresentOperations {
  readonly operations: Operations;
  readonly timeUs: number;
}

const Context = createContext<PresentOperations | null>(null);
export const OperationsProvider = Context.Provider;

/** null in a recording, and until the post has said it. */
export const usePresent = (): PresentOperations | null => useContext(Context);

export interface Rights {
  readonly accountId: string | null;
  readonly mayOperate: boolean;
  /** May be the second person. */
  readonly maySupervise: boolean;
}

export function useRights(): Rights {
  const who = useWho();
  const permissions = who?.permissions ?? [];
  return {
    accountId: who?.account?.id ?? null,
    mayOperate: permissions.includes("operate"),
    maySupervise: permissions.includes("supervise"),
  };
}

/** `seen` of a command for an area, or for the whole site (null). */
export function tagOf({ areas, quietTag, tag }: Operations, areaId: string | null): string {
  if (areaId === null) return tag;
  return areas.find(({ id }) => id === areaId)?.tag ?? quietTag;
}

/** The post's time, going on between pictures. */
export function usePostTimeUs(pictureUs: number): number {
  const [elapsedMs, setElapsedMs] = useState(0);
  useEffect(() => {
    const fromMs = performance.now();
    setElapsedMs(0);
    const timer = setInterval(() => setElapsedMs(performance.now() - fromMs), 500);
    return () => clearInterval(timer);
  }, [pictureUs]);
  return pictureUs + elapsedMs * 1_000;
}
