import { useSyncExternalStore } from "react";

/** What the address asks for. It stands behind `#`, so that the server has one page to serve. */
export type Route =
  | { readonly page: "home" }
  | { readonly page: "story"; readonly id: string }
  /** `atUs` and `decision` lead straight to a moment, and to the reasons for a decision. */
  | {
      readonly page: "source";
      readonly id: string;
      readonly atUs: number | null;
      readonly decision: number | null;
    }
  | { readonly page: "live" }
  /** How the warnings of a source compare with what happened. */
  | { readonly page: "scorecard"; readonly id: string }
  /** Exercises beside the post, and how one of them went. */
  | { readonly page: "drills" }
  | { readonly page: "drill"; readonly id: string }
  /** A one-time link; its secret is read, used, and never sent as part of an address. */
  | { readonly page: "enrol"; readonly secret: string }
  /** One's own account, and everybody's. */
  | { readonly page: "account" }
  | { readonly page: "accounts" }
  /** From where an attack would not be seen in time. */
  | { readonly page: "plan" }
  | { readonly page: "not-found"; readonly path: string };

export function parseRoute(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#/, "").split("?", 2);
  const [page = "", rawId = "", ...rest] = path.replace(/^\//, "").split("/");
  const id = decode(rawId);
  if (rest.length > 0 || id === null) return { page: "not-found", path };
  if (page === "" && id === "") return { page: "home" };
  if (page === "live" && id === "") return { page: "live" };
  if (page === "account" && id === "") return { page: "account" };
  if (page === "accounts" && id === "") return { page: "accounts" };
  if (page === "plan" && id === "") return { page: "plan" };
  if (page === "drills" && id === "") return { page: "drills" };
  if (page === "drill" && id !== "") return { page: "drill", id };
  if (page === "enrol" && id !== "") return { page: "enrol", secret: id };
  if (page === "scorecard" && id !== "") return { page: "scorecard", id };
  if (page === "story" && id !== "") return { page: "story", id };
  if (page === "source" && id !== "") {
    const parameters = new URLSearchParams(query);
    return {
      page: "source",
      id,
      atUs: wholeNumber(parameters.get("at")),
      decision: wholeNumber(parameters.get("decision")),
    };
  }
  return { page: "not-found", path };
}

/** The address of a route, for links. */
export function routePath(route: Exclude<Route, { page: "not-found" | "enrol" }>): string {
  switch (route.page) {
    case "home":
      return "#/";
    case "live":
    case "account":
    case "accounts":
    case "plan":
    case "drills":
      return `#/${route.page}`;
    case "scorecard":
    case "drill":
      return `#/${route.page}/${encodeURIComponent(route.id)}`;
    case "story":
      return `#/story/${encodeURIComponent(route.id)}`;
    case "source": {
      const query = new URLSearchParams();
      if (route.atUs !== null) query.set("at", String(route.atUs));
      if (route.decision !== null) query.set("decision", String(route.decision));
      const text = query.size === 0 ? "" : `?${query.toString()}`;
      return `#/source/${encodeURIComponent(route.id)}${text}`;
    }
  }
}

/** Link to a recording from its start. */
export const sourcePath = (id: string): string =>
  routePath({ page: "source", id, atUs: null, decision: null });

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  return parseRoute(hash);
}

function subscribe(listener: () => void): () => void {
  addEventListener("hashchange", listener);
  return () => removeEventListener("hashchange", listener);
}

function wholeNumber(text: string | null): number | null {
  if (text === null || !/^\d{1,16}$/.test(text)) return null;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : null;
}

/** Null where the text is no valid percent-encoding. */
function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
