import { useEffect, useRef, useSyncExternalStore } from "react";

const KEY = "tocsin-desk-keys";
const listeners = new Set<() => void>();

/** Single keys do something unless the person turned them off: speech and switches can press them unmeant. */
export const useKeysOn = (): boolean => useSyncExternalStore(subscribe, keysOn);

export function setKeysOn(on: boolean): void {
  localStorage.setItem(KEY, on ? "on" : "off");
  for (const listener of listeners) listener();
}

/** What single keys do while nobody types and no dialogue is open. */
export function useShortcuts(keys: Readonly<Record<string, () => void>>): void {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!keysOn() || isTyping(event.target) || document.querySelector("dialog[open]") !== null)
        return;
      const act = current.current[event.key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, []);
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

const keysOn = (): boolean => localStorage.getItem(KEY) !== "off";

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
