import type { OtherPost, PeopleSiteInfo, ReceiverMark } from "@tocsin/sdk";
import type { ChosenPlace } from "./people-screen.ts";
import type { PushKept } from "./push/push-client.ts";
import type { SafeWord } from "./safe-words.ts";

/** All that the page keeps, on this phone only. */
export interface PhoneSettings {
  readonly language: string | null;
  readonly places: readonly ChosenPlace[];
  readonly toldFirst: boolean;
  /** As last fetched, for a start without a network. */
  readonly site: PeopleSiteInfo | null;
  /** The other posts of the site, as the page's own named them last. */
  readonly otherPosts: readonly OtherPost[];
  /** By which push services know the other posts, as each said itself; by their own keys. */
  readonly pushKeys: Readonly<Record<string, string>>;
  readonly marks: readonly ReceiverMark[];
  readonly safeWords: readonly SafeWord[];
  /** That messages were asked for while the page is closed, and in which mode; null where not. */
  readonly push: PushKept | null;
}

const NAME = "tocsin-people";
const NONE: PhoneSettings = {
  language: null,
  places: [],
  toldFirst: false,
  site: null,
  otherPosts: [],
  pushKeys: {},
  marks: [],
  safeWords: [],
  push: null,
};

/** A phone that keeps nothing, as in a private window, begins anew each time. */
export function readSettings(): PhoneSettings {
  try {
    const kept = JSON.parse(localStorage.getItem(NAME) ?? "{}") as Partial<PhoneSettings>;
    return { ...NONE, ...kept };
  } catch {
    return NONE;
  }
}

export function keepSettings(settings: PhoneSettings): void {
  try {
    localStorage.setItem(NAME, JSON.stringify(settings));
  } catch {
    // Then it holds for as long as the page is open.
  }
}
