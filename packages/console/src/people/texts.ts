import type { Mode } from "@tocsin/core";
import { ARABIC } from "./texts-ar.ts";
import { ENGLISH } from "./texts-en.ts";
import { UKRAINIAN } from "./texts-uk.ts";

/** Every word of the page in one language; what to do stands in the warning itself, in the site's reviewed words. */
export interface PeopleTexts {
  readonly name: string;
  readonly direction: "ltr" | "rtl";
  readonly calm: string;
  readonly calmText: string;
  /** In place of calm: where nobody would be warned by itself, or the site does not tell. */
  readonly unwatched: string;
  readonly unwatchedText: (places: string) => string;
  readonly unwatchedEverywhere: string;
  readonly unwatchedAdvice: string;
  readonly outsideText: (places: string) => string;
  readonly outsideAdvice: string;
  readonly outsidePlace: string;
  readonly morePlaces: (count: string) => string;
  readonly untold: string;
  readonly untoldText: string;
  readonly preAlert: string;
  readonly takeCover: string;
  readonly allClear: string;
  readonly retraction: string;
  readonly notConnected: string;
  readonly notConnectedText: (silent: string) => string;
  readonly neverConnected: string;
  readonly lastKnown: string;
  readonly connecting: string;
  readonly connected: string;
  /** Where the site has several posts. */
  readonly connectedTo: (heard: string, all: string) => string;
  readonly notHeard: (names: string) => string;
  readonly othersWarn: string;
  readonly ownPost: string;
  readonly unverifiable: string;
  readonly exercise: Readonly<Record<Exclude<Mode, "live">, string>>;
  readonly exerciseText: string;
  /** In its place on the page of a drill, which shows nothing that is real. */
  readonly exerciseTextOfDrill: string;
  /** On a drill's page: that it is heard no more, what to do, and the way to what is real. */
  readonly exerciseOver: string;
  readonly exerciseOverText: string;
  readonly openLivePage: string;
  readonly arrival: (from: string, to: string) => string;
  readonly arrivalNow: (to: string) => string;
  readonly holds: (left: string) => string;
  readonly places: string;
  readonly placesText: string;
  readonly noPlaces: string;
  readonly placesFull: (count: string) => string;
  readonly addArea: string;
  readonly here: string;
  readonly hereAsking: string;
  readonly hereFailed: string;
  readonly mark: string;
  readonly markText: string;
  readonly myPlace: (number: string) => string;
  readonly remove: (name: string) => string;
  readonly first: string;
  readonly firstText: string;
  readonly soundOff: string;
  readonly soundOn: string;
  readonly turnOn: string;
  readonly trySound: string;
  readonly stopSound: string;
  readonly safe: string;
  readonly safeText: (place: string) => string;
  readonly safeName: string;
  readonly safeSent: string;
  readonly safeFailed: string;
  readonly push: string;
  readonly pushText: string;
  readonly pushLimits: string;
  readonly pushTurnOn: string;
  readonly pushTurnOff: string;
  readonly pushIsOn: string;
  readonly pushAsking: string;
  readonly pushBlocked: string;
  readonly pushUnable: string;
  readonly pushHomeScreen: string;
  readonly pushFull: string;
  readonly pushFailed: string;
  readonly pushOfAnotherMode: string;
  /** What is said in messages: title and text of the first, and of those that are no warning. */
  readonly pushHello: string;
  readonly pushHelloText: string;
  readonly pushLate: (area: string) => string;
  readonly pushOtherSays: (stage: string) => string;
  readonly pushUnchecked: string;
  readonly pushOpen: string;
  readonly sentAt: (time: string) => string;
  readonly language: string;
  readonly otherAreas: string;
  readonly seconds: (count: string) => string;
  readonly minutes: (count: string) => string;
  readonly privacy: string;
}

export const LANGUAGES: Readonly<Record<string, PeopleTexts>> = {
  en: ENGLISH,
  ar: ARABIC,
  uk: UKRAINIAN,
};

/** The phone's first language that the page has. */
export const languageOf = (wanted: readonly string[]): string =>
  wanted.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => Object.hasOwn(LANGUAGES, tag)) ??
  "en";
