import type { PeopleSiteInfo } from "@tocsin/sdk";
import { element } from "../../dom/element.ts";
import type { PhoneSettings } from "../phone-settings.ts";
import type { PeopleTexts } from "../texts.ts";
import {
  askForPush,
  endPush,
  isOfAnotherMode,
  type PushAnswer,
  pushState,
  renewPush,
} from "./push-client.ts";
import { pushPart } from "./push-part.ts";
import { type WakingPost, wakingPosts } from "./push-posts.ts";
import { keepPageNote } from "./worker-notes.ts";

export interface PushControlPorts {
  readonly settings: () => PhoneSettings;
  readonly keep: (changes: Pick<PhoneSettings, "push">) => void;
  readonly language: () => string;
  readonly texts: () => PeopleTexts;
}

/** The page's part in messages that come while it is closed: asks for them, keeps them working, and leaves its worker what that needs. */
export class PushControl {
  readonly box = element("div", {});
  readonly #ports: PushControlPorts;

  constructor(ports: PushControlPorts) {
    this.#ports = ports;
  }

  /** To be called with each site that the page hears, and when it hears of other posts that wake phones. */
  async opened(site: PeopleSiteInfo): Promise<void> {
    await this.changed();
    const { settings, keep } = this.#ports;
    if (await renewPush(site, settings().push, this.#posts(site)))
      keep({ push: { mode: site.mode, key: site.push?.key ?? "" } });
    await this.show();
  }

  /** To be called when the person chose other places or another language. */
  async changed(): Promise<void> {
    const { push, site } = this.#ports.settings();
    if (push !== null && site !== null && !isOfAnotherMode(push, site)) await this.#note(site);
  }

  async show(): Promise<void> {
    const { settings, texts } = this.#ports;
    const { site, push } = settings();
    if (site === null) return;
    const state = await pushState(site, push);
    const part = pushPart({
      texts: texts(),
      state,
      ask: () => this.#ask(site),
      end: () => this.#end(site),
    });
    this.box.replaceChildren(...(part === null ? [] : [part]));
  }

  /** The browser asks only from within a tap: nothing is waited for before. */
  async #ask(site: PeopleSiteInfo): Promise<PushAnswer> {
    const asked = this.#posts(site);
    const [answer] = await Promise.all([askForPush(asked), this.#note(site)]);
    if (answer !== "on") return answer;
    const push = { mode: site.mode, key: site.push?.key ?? "" };
    this.#ports.keep({ push });
    await this.show();
    // One that was heard of meanwhile was not asked: nothing had been kept yet by which it would have been.
    const posts = this.#posts(site);
    if (posts.some(({ scope }) => asked.every((one) => one.scope !== scope))) {
      await this.#note(site);
      await renewPush(site, push, posts);
    }
    return answer;
  }

  async #end(site: PeopleSiteInfo): Promise<void> {
    this.#ports.keep({ push: null });
    await endPush(this.#posts(site));
    await this.show();
  }

  #note(site: PeopleSiteInfo): Promise<void> {
    const { settings, language } = this.#ports;
    const { places, otherPosts: others, pushKeys } = settings();
    return keepPageNote({ language: language(), places, site, others, pushKeys });
  }

  #posts(site: PeopleSiteInfo): readonly WakingPost[] {
    const { otherPosts: others, pushKeys } = this.#ports.settings();
    return wakingPosts({ site, others, pushKeys });
  }
}
