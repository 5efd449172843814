import type { AreaView, KeptState, PeopleSiteInfo, ReceiverEvent, ReceiverView } from "@tocsin/sdk";
import { NO_AREA, stateKey } from "@tocsin/sdk";
import { button, element } from "../dom/element.ts";
import { rewrite } from "../dom/rewrite.ts";
import { alarmLine, alarmPart, countedTexts, isOpen, type Saying } from "./alarm-part.ts";
import { AlarmSound } from "./alarm-sound.ts";
import { durationText } from "./duration-text.ts";
import { concerns, type PeopleScreen, peopleScreen, shownKey } from "./people-screen.ts";
import { exerciseOverPart, livePagePart } from "./exercise-over-part.ts";
import { keepStates, readStates } from "./kept-states.ts";
import { livePages } from "./live-pages.ts";
import { connectedText } from "./heard-posts.ts";
import { keepSettings, type PhoneSettings, readSettings } from "./phone-settings.ts";
import { placesPart } from "./places-part.ts";
import { PostStream } from "./post-stream.ts";
import { PushControl } from "./push/push-control.ts";
import { safePart } from "./safe-part.ts";
import { safeWordOf, withSafeWord, withTold } from "./safe-words.ts";
import { canVerify } from "./signature-keys.ts";
import { soundOf } from "./sound-of.ts";
import { fetchSite, firstSite, hasOtherKeys } from "./site-of-post.ts";
import { sleeplessClock } from "./steady-clock.ts";
import { LANGUAGES, languageOf, type PeopleTexts } from "./texts.ts";
import { quietPart, unwatchedPart } from "./watch-part.ts";

const SITE_RETRY_MS = 2_000;
/** While no post is heard, it is asked so often whether it signs otherwise now. */
const SITE_AGAIN_MS = 10_000;
/** A page that was just opened is given so long before it says that it is not connected. */
const CONNECTING_MS = 5_000;

/** The page of everybody at the site: whether there is a warning for their places, and whether they would hear of one. */
export class PeoplePage {
  readonly #root: HTMLElement;
  readonly #alarm = element("div", {
    class: "state",
    role: "alert",
    "aria-atomic": "true",
    tabindex: "-1",
  });
  /** What stands where no warning is shown, beneath the end of one, and above those of elsewhere: told politely. */
  readonly #quiet = element("div", { class: "quiet", role: "status", "aria-atomic": "true" });
  readonly #elsewhere = element("div", { role: "alert" });
  readonly #link = element("div", { role: "status" });
  readonly #tools = element("div", {});
  readonly #sound = new AlarmSound(() => this.#showSound());
  readonly #soundBox = element("div", { class: "sound" });
  readonly #push = new PushControl({
    settings: () => this.#settings,
    keep: (changes) => this.#keep(changes),
    language: () => this.#language,
    texts: () => this.#texts,
  });
  readonly #nowMs: () => number;
  #settings: PhoneSettings = readSettings();
  #stream: PostStream | null = null;
  #shown = "";
  #openedMs = 0;
  #linkShown = "";
  #quietShown = "";
  #elsewhereShown = "";
  #wasConnected = false;
  #safeShown: { readonly name: string; readonly part: HTMLElement } | null = null;

  constructor(root: HTMLElement) {
    this.#root = root;
    this.#nowMs = sleeplessClock(
      { steadyMs: () => performance.now(), wallMs: () => Date.now() },
      () => queueMicrotask(() => this.#stream?.again()),
    );
  }

  async start(): Promise<void> {
    this.#openedMs = this.#nowMs();
    this.#setLanguage();
    this.#root.replaceChildren(
      this.#link,
      this.#alarm,
      this.#quiet,
      this.#elsewhere,
      this.#soundBox,
      this.#tools,
    );
    this.#showSound();
    addEventListener("visibilitychange", () => {
      if (document.visibilityState !== "visible") return;
      void this.#sound.keepAwake();
      this.#stream?.again();
    });
    addEventListener("online", () => this.#stream?.again());
    // Brought back as it was left: its connections are not.
    addEventListener("pageshow", ({ persisted }) => {
      if (persisted) this.#stream?.again();
    });
    if (!(await canVerify())) {
      this.#link.replaceChildren(
        element(
          "div",
          { class: "lost", role: "alert" },
          element("p", {}, this.#texts.unverifiable),
        ),
      );
      return;
    }
    this.#show();
    const site = await firstSite({
      ask: fetchSite,
      kept: this.#settings.site,
      without: () => {
        this.#show();
        return new Promise((resolve) => setTimeout(resolve, SITE_RETRY_MS));
      },
    });
    this.#listen(site);
    setInterval(() => void this.#askSite(), SITE_AGAIN_MS);
  }

  #listen(site: PeopleSiteInfo): void {
    this.#keep({ site });
    this.#stream?.stop();
    this.#stream = new PostStream(site, {
      chance: () => Math.random(),
      nowMs: this.#nowMs,
      areasToldFirst: () => this.#areasToldFirst(),
      marks: this.#settings.marks,
      kept: readStates(Date.now()),
      others: this.#settings.otherPosts,
      listed: (otherPosts) => {
        this.#keep({ otherPosts });
        this.#show();
        void this.#push.opened(site);
      },
      pushes: ({ publicKey }, key = "") => {
        const { pushKeys } = this.#settings;
        if (pushKeys[publicKey] === key) return;
        this.#keep({ pushKeys: { ...pushKeys, [publicKey]: key } });
        void this.#push.opened(site);
      },
      changed: (events) => this.#changed(events),
    });
    this.#showTools();
    this.#stream.start();
    void this.#push.opened(site);
  }

  /** A post that was started in another mode, or with another key, is not heard with the keys that the page has. */
  async #askSite(): Promise<void> {
    if (this.#stream?.posts()[0]?.isHeard === true) return;
    const [site, { site: kept }] = [await fetchSite(), this.#settings];
    if (site !== null && (kept === null || hasOtherKeys(kept, site))) this.#listen(site);
  }

  get #language(): string {
    return this.#settings.language ?? languageOf(navigator.languages);
  }
  get #texts(): PeopleTexts {
    return LANGUAGES[this.#language] ?? LANGUAGES["en"];
  }

  #keep(changes: Partial<PhoneSettings>): void {
    this.#settings = { ...this.#settings, ...changes };
    keepSettings(this.#settings);
  }

  #setLanguage(): void {
    document.documentElement.lang = this.#language;
    document.documentElement.dir = this.#texts.direction;
  }

  #areasToldFirst(): readonly string[] {
    const { toldFirst, places } = this.#settings;
    if (!toldFirst) return [];
    return places.flatMap((place) => (place.kind === "area" ? [place.area] : []));
  }

  #changed(events: readonly ReceiverEvent[]): void {
    const { places } = this.#settings;
    this.#keepCovered(events);
    const sound = soundOf(events, this.#screen().top, places);
    if (sound === "over") this.#sound.stop();
    if (sound !== null) this.#sound.sound(sound);
    if (events.length > 0) {
      this.#keep({ marks: this.#stream?.marks() ?? [] });
      this.#keepStates();
    }
    this.#show();
  }

  /** Whoever was told here to take cover may say afterwards that they are safe, also on a page that was loaded anew meanwhile. */
  #keepCovered(events: readonly ReceiverEvent[]): void {
    const { places, safeWords: before } = this.#settings;
    let safeWords = before;
    for (const { view } of events)
      if (view.stage === "take-cover" && concerns(view, places))
        safeWords = withSafeWord(safeWords, stateKey(view.state), () => crypto.randomUUID());
    if (safeWords !== before) this.#keep({ safeWords });
  }

  /** What concerns the person first: a phone has room for a few. */
  #keepStates(): void {
    const { places } = this.#settings;
    const isMine = ({ state }: KeptState): boolean => concerns({ area: state.area, state }, places);
    const states = this.#stream?.kept() ?? [];
    const sorted = states.toSorted((a, b) => Number(isMine(b)) - Number(isMine(a)));
    keepStates(sorted, Date.now());
  }

  #screen(): PeopleScreen {
    const { places, site } = this.#settings;
    return peopleScreen(this.#stream?.view() ?? NOTHING_HEARD, places, site?.areas ?? []);
  }

  #show(): void {
    const screen = this.#screen();
    const saying: Saying = {
      texts: this.#texts,
      language: this.#language,
      nowMs: this.#nowMs(),
      isOfDrill: this.#livePages().length > 0,
    };
    // A drill's line is closed where the drill has given way to a real warning: nobody waits for its silence.
    const isOver = saying.isOfDrill && this.#stream?.isClosed === true;
    this.#showLink(isOver ? { ...screen, connection: "lost" } : screen, saying);
    this.#showAlarm(screen, saying);
    this.#showQuiet(screen, saying);
    this.#showElsewhere(screen, saying);
  }

  #showLink({ connection, silentMs, top, watch }: PeopleScreen, { texts, language }: Saying): void {
    const connecting = connection === "never" && this.#nowMs() - this.#openedMs < CONNECTING_MS;
    const posts = this.#stream?.posts() ?? [];
    const linked = connecting
      ? texts.connecting
      : connectedText(posts, texts, watch.kind === "watched");
    const partly = posts.some(({ isHeard }) => !isHeard);
    const name = [connection, linked, top !== null, silentMs !== null, language].join(" ");
    const silent = silentMs === null ? null : durationText(silentMs, texts, language);
    const how = silent === null ? texts.neverConnected : texts.notConnectedText(silent);
    const pages = this.#livePages();
    if (name === this.#linkShown) {
      rewrite(this.#link.querySelector(".silent"), how);
      return;
    }
    this.#linkShown = name;
    document.documentElement.dataset["connection"] = connection;
    if (connection === "connected" || connecting) {
      this.#link.replaceChildren(
        // Before a post has answered, this line is all that the page says.
        element(
          connecting && top === null ? "h1" : "p",
          { class: "linked", "data-partly": String(partly) },
          linked,
        ),
        ...(pages.length === 0 ? [] : [livePagePart(texts, pages)]),
      );
      this.#wasConnected ||= connection === "connected";
      return;
    }
    if (pages.length > 0) {
      if (this.#wasConnected) this.#sound.sound("pre-alert");
      this.#wasConnected = false;
      this.#link.replaceChildren(exerciseOverPart(texts, pages));
      return;
    }
    this.#link.replaceChildren(
      element(
        "div",
        { class: "lost", role: "alert" },
        element(top === null ? "h1" : "h2", {}, texts.notConnected),
        element("p", { class: "silent", "aria-live": "off" }, how),
        top === null ? null : element("p", {}, texts.lastKnown),
      ),
    );
  }

  #livePages(): readonly string[] {
    return livePages(this.#settings.site, location.hostname);
  }

  #showAlarm({ top, more }: PeopleScreen, saying: Saying): void {
    const { texts, language } = saying;
    const shown = [top === null ? "" : shownKey(top), language, more.map(shownKey).join()].join(
      " ",
    );
    if (shown === this.#shown) {
      if (top !== null)
        for (const [name, text] of Object.entries(countedTexts(top, saying)))
          rewrite(this.#alarm.querySelector(`.${name}`), text);
      return;
    }
    this.#shown = shown;
    const parts: readonly (Node | null)[] = [
      ...(top === null ? [] : [alarmPart(top, saying), this.#safe(top, saying)]),
      more.length === 0
        ? null
        : element("ul", { class: "more" }, ...more.map((view) => alarmLine(view, texts))),
    ];
    const focused = document.activeElement;
    this.#alarm.replaceChildren(...parts.filter((part) => part !== null));
    // Whoever is writing a name is not torn from it by news of the same alarm.
    if (focused instanceof HTMLInputElement && this.#alarm.contains(focused))
      focused.focus({ preventScroll: true });
    else if (top !== null) this.#alarm.focus({ preventScroll: false });
  }

  /** While people are to do something, nothing else is said to them. */
  #showQuiet({ connection, top, watch }: PeopleScreen, saying: Saying): void {
    const mode = this.#settings.site?.mode ?? "live";
    const isHeard = connection === "connected" && (top === null || !isOpen(top));
    const shown = isHeard ? JSON.stringify([watch, top === null, mode, saying.language]) : "";
    if (shown === this.#quietShown) return;
    this.#quietShown = shown;
    const part = !isHeard
      ? null
      : top === null
        ? quietPart(watch, mode, saying)
        : watch.kind === "unwatched"
          ? unwatchedPart(watch, mode, saying, "h2")
          : null;
    this.#quiet.replaceChildren(...(part === null ? [] : [part]));
  }

  #showElsewhere({ elsewhere }: PeopleScreen, { texts, language }: Saying): void {
    const shown = [language, ...elsewhere.map(shownKey)].join(" ");
    if (shown === this.#elsewhereShown) return;
    this.#elsewhereShown = shown;
    this.#elsewhere.replaceChildren(
      ...(elsewhere.length === 0 ? [] : [elsewherePart(elsewhere, texts)]),
    );
  }

  /** The same part for as long as it is about the same alarm: what is being written or sent goes on. */
  #safe(top: AreaView, { texts, language }: Saying): HTMLElement | null {
    const key = stateKey(top.state);
    const word = safeWordOf(this.#settings.safeWords, key);
    if (top.stage === "pre-alert" || word === undefined) return null;
    const { id, isTold: isSaid } = word;
    const name = [key, language, isSaid].join(" ");
    if (this.#safeShown?.name === name) return this.#safeShown.part;
    const part = safePart({
      texts,
      area: top.area,
      areaName: top.state.areaName,
      posts: [location.origin, ...this.#settings.otherPosts.map(({ url }) => url)],
      isSaid,
      id,
      said: () => {
        this.#keep({ safeWords: withTold(this.#settings.safeWords, key) });
        this.#shown = "";
        this.#show();
      },
    });
    this.#safeShown = { name, part };
    return part;
  }

  #showSound(): void {
    const texts = this.#texts;
    const { isOn, isPlaying } = this.#sound;
    this.#soundBox.replaceChildren(
      element("p", { class: isOn ? "soft" : "off" }, isOn ? texts.soundOn : texts.soundOff),
      isOn ? "" : button(texts.turnOn, "wide strong", () => void this.#sound.turnOn()),
      isPlaying
        ? button(texts.stopSound, "wide", () => this.#sound.stop())
        : button(texts.trySound, "wide", () => void this.#sound.tryOut()),
    );
  }

  #showTools(): void {
    const { site } = this.#settings;
    if (site === null) return;
    const texts = this.#texts;
    const changed = (changes: Partial<PhoneSettings>): void => {
      this.#keep(changes);
      [this.#shown, this.#linkShown] = ["", ""];
      this.#show();
      void this.#push.changed();
    };
    const language = element(
      "select",
      {
        id: "language",
        onchange: () => {
          changed({ language: language.value });
          this.#setLanguage();
          this.#showTools();
          this.#showSound();
          void this.#push.show();
        },
      },
      ...Object.entries(LANGUAGES).map(([id, { name }]) =>
        element("option", { value: id, lang: id, selected: id === this.#language }, name),
      ),
    );
    this.#tools.replaceChildren(
      placesPart({
        texts,
        language: this.#language,
        site,
        places: () => this.#settings.places,
        toldFirst: () => this.#settings.toldFirst,
        chosen: (places) => {
          changed({ places });
          if (this.#settings.toldFirst) this.#stream?.again();
        },
        tellFirst: (on) => {
          changed({ toldFirst: on });
          this.#stream?.again();
        },
      }),
      this.#push.box,
      element(
        "section",
        { class: "foot" },
        element("label", { for: "language" }, texts.language),
        language,
        element("p", { class: "soft" }, texts.privacy),
        element("p", { class: "soft", dir: "auto" }, site.name),
      ),
    );
  }
}

const NOTHING_HEARD: ReceiverView = {
  connection: "never",
  silentMs: null,
  areas: [],
  watch: { unwatched: NO_AREA, untold: NO_AREA },
};

const elsewherePart = (views: readonly AreaView[], texts: PeopleTexts): HTMLElement =>
  element(
    "section",
    { class: "elsewhere" },
    element("h2", {}, texts.otherAreas),
    element("ul", {}, ...views.map((view) => alarmLine(view, texts))),
  );
