import {
  type KeptState,
  type OtherPost,
  type PeopleSiteInfo,
  postKeyId,
  Receiver,
  type ReceiverEvent,
  type ReceiverKey,
  type ReceiverMark,
  type ReceiverView,
} from "@tocsin/sdk";
import { InTurn } from "./in-turn.ts";
import { octetsOf } from "../format/base64.ts";
import { PostLine } from "./post-line.ts";
import { SignatureKeys } from "./signature-keys.ts";

/** What the stream takes of the page, and tells it. */
export interface StreamPorts {
  readonly nowMs: () => number;
  /** A fraction from 0 to 1, by which lines that were cut off together come back apart. */
  readonly chance: () => number;
  readonly areasToldFirst: () => readonly string[];
  readonly marks: readonly ReceiverMark[];
  /** What held as the page was last open, and still does. */
  readonly kept: readonly KeptState[];
  /** The other posts as the page's own post named them last. */
  readonly others: readonly OtherPost[];
  /** The page's own post names others now: to be kept. */
  readonly listed: (others: readonly OtherPost[]) => void;
  /** Another post says by which key push services know it; undefined: it wakes no phones. */
  readonly pushes: (other: OtherPost, key: string | undefined) => void;
  readonly changed: (events: readonly ReceiverEvent[]) => void;
}

/** A post that the page listens to. */
export interface HeardPost {
  /** null: the one that the page came from. */
  readonly name: string | null;
  readonly isHeard: boolean;
}

/** Lines are looked after so often; what is shown, once a second. */
const TICKS_A_SECOND = 4;

/**
 * Listens to all posts of the site, and gives what it hears to one receiver: verified by the browser itself, with the key that came with
 * the page's site, and with those of other posts that it was told of under that key. What is asked of a post names no place; only who
 * wants to be told first names areas.
 */
export class PostStream {
  readonly #site: PeopleSiteInfo;
  readonly #ports: StreamPorts;
  readonly #receiver: Receiver;
  readonly #keys = new SignatureKeys();
  readonly #own: PostLine;
  #others: readonly { readonly post: OtherPost; readonly line: PostLine }[] = [];
  #ticks = 0;
  #ticking: ReturnType<typeof setInterval> | undefined;
  #isStopped = false;
  /** What came is taken in the order in which it came, though verifying takes its time. */
  readonly #taking = new InTurn();

  constructor(site: PeopleSiteInfo, ports: StreamPorts) {
    this.#site = site;
    this.#ports = ports;
    this.#receiver = new Receiver({
      keys: [...ownKeys(site), ...ports.others.map((post) => keyOf(post, site))],
      nowMs: ports.nowMs,
      marks: ports.marks,
      kept: ports.kept,
    });
    this.#own = this.#lineTo(location.origin);
    this.#others = ports.others.map((post) => ({ post, line: this.#lineTo(post.url) }));
  }

  start(): void {
    this.again();
    this.#ticking = setInterval(() => this.#tick(), 1_000 / TICKS_A_SECOND);
  }

  /** For good: whatever is still on its way is told to nobody. */
  stop(): void {
    this.#isStopped = true;
    clearInterval(this.#ticking);
    for (const line of this.#lines) line.stop();
  }

  /** Whether every line was closed and does not open again: seen at once, long before silence tells of it. */
  get isClosed(): boolean {
    return this.#lines.every((line) => line.isClosed);
  }

  view(): ReceiverView {
    return this.#receiver.view();
  }

  marks(): readonly ReceiverMark[] {
    return this.#receiver.marks();
  }

  kept(): readonly KeptState[] {
    return this.#receiver.kept();
  }

  /** Which posts are heard: the page's own first. */
  posts(): readonly HeardPost[] {
    const heard = this.#receiver.heardKeys();
    return [
      { name: null, isHeard: this.#site.keys.some(({ keyId }) => heard.has(keyId)) },
      ...this.#others.map(({ post: { name, publicKey } }) => ({
        name,
        isHeard: heard.has(postKeyId(publicKey)),
      })),
    ];
  }

  /** To be called when a phone woke up, or has a network again: nothing old is trusted, and all is fetched anew. */
  again(): void {
    for (const line of this.#lines) line.open();
  }

  get #lines(): readonly PostLine[] {
    return [this.#own, ...this.#others.map(({ line }) => line)];
  }

  #lineTo(origin: string): PostLine {
    const { nowMs, chance, areasToldFirst } = this.#ports;
    return new PostLine(origin, {
      nowMs,
      chance,
      areasToldFirst,
      asked: (nonce) => this.#receiver.asked(nonce),
      hear: (octets) => this.#hear(octets),
    });
  }

  #tick(): void {
    const isWhole = ++this.#ticks % TICKS_A_SECOND === 0;
    if (isWhole) this.#tell(this.#receiver.refresh());
    const lacks = isWhole && this.#receiver.lacks();
    for (const line of this.#lines) line.tick(lacks);
  }

  #hear(octets: readonly Uint8Array[]): Promise<void> {
    const receivedMs = this.#ports.nowMs();
    return this.#taking.do(async () => {
      for (const each of octets) await this.#take(each, receivedMs);
    });
  }

  async #take(octets: Uint8Array, receivedMs: number): Promise<void> {
    const candidate = this.#receiver.check(octets);
    if (!candidate.ok || !(await this.#keys.isTrue(candidate))) return;
    const taking = this.#receiver.take(candidate, receivedMs);
    if (!taking.ok) return;
    // Only the post that the page came from says who else is to be believed: trust does not travel on.
    const isOwn = this.#site.keys.some(({ keyId }) => keyId === candidate.head.keyId);
    if (taking.document.purpose === "posts") {
      const { posts, pushKey } = taking.document.list;
      const said = this.#others.find(
        ({ post }) => postKeyId(post.publicKey) === candidate.head.keyId,
      );
      if (isOwn) this.#listen(posts);
      else if (said !== undefined) this.#ports.pushes(said.post, pushKey);
    }
    this.#tell(taking.events);
  }

  /** Listens to these posts beside the page's own; a line that goes on is left as it is. */
  #listen(posts: readonly OtherPost[]): void {
    const before = this.#others;
    const wanted = posts.filter(({ url }) => url !== location.origin);
    if (
      this.#isStopped ||
      sameText(
        before.map(({ post }) => post),
        wanted,
      )
    )
      return;
    this.#receiver.believe([
      ...ownKeys(this.#site),
      ...wanted.map((post) => keyOf(post, this.#site)),
    ]);
    this.#others = wanted.map((post) => {
      const kept = before.find((one) => sameText(one.post, post));
      return kept ?? { post, line: this.#lineTo(post.url) };
    });
    for (const each of before) if (!this.#others.includes(each)) each.line.stop();
    for (const each of this.#others) if (!before.includes(each)) each.line.open();
    this.#ports.listed(wanted);
  }

  #tell(events: readonly ReceiverEvent[]): void {
    if (!this.#isStopped) this.#ports.changed(events);
  }
}

const sameText = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const ownKeys = ({ keys }: PeopleSiteInfo): readonly ReceiverKey[] =>
  keys.map(({ keyId, issuer, audience, publicKey }) => ({
    keyId,
    issuer,
    audience,
    publicKey: octetsOf(publicKey),
  }));

/** Another post speaks for the same site, in the same mode. */
const keyOf = ({ publicKey }: OtherPost, { id, mode }: PeopleSiteInfo): ReceiverKey => ({
  keyId: postKeyId(publicKey),
  issuer: id,
  audience: `${id}/${mode}`,
  publicKey: octetsOf(publicKey),
});
