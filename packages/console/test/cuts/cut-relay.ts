import { connect, createServer, type Server, type Socket } from "node:net";
import { once } from "node:events";

/** How a way is cut: it says so, or it swallows what goes one way or both without a word. */
export const CUTS = ["closed", "swallowed", "post-unheard", "page-unheard"] as const;
export type Cut = (typeof CUTS)[number];

/**
 * The way between a page and its post. What stood when it was cut silently stays dead for good, as where an address was changed on the way:
 * nobody is told, and what is opened afterwards goes through.
 */
export class CutRelay {
  readonly #server: Server;
  readonly #pairs = new Set<{ readonly page: Socket; readonly post: Socket; dead: Cut | null }>();
  #cut: Cut | null = null;
  #heardMs = Number.NEGATIVE_INFINITY;

  private constructor(postPort: number) {
    this.#server = createServer((page) => {
      if (this.#cut === "closed") return void page.destroy();
      const post = connect(postPort, "127.0.0.1");
      const pair = { page, post, dead: this.#cut };
      this.#pairs.add(pair);
      const pass = (from: Socket, to: Socket, lost: Cut): void => {
        const isLost = (): boolean => pair.dead === "swallowed" || pair.dead === lost;
        from.on("data", (octets) => {
          if (isLost()) return;
          if (from === post) this.#heardMs = performance.now();
          to.write(octets);
        });
        from.on("error", () => from.destroy());
        from.on("close", () => {
          if (pair.dead !== null) return;
          this.#pairs.delete(pair);
          to.destroy();
        });
      };
      pass(page, post, "page-unheard");
      pass(post, page, "post-unheard");
    });
  }

  static async to(postPort: number): Promise<CutRelay> {
    const relay = new CutRelay(postPort);
    relay.#server.listen(0, "127.0.0.1");
    await once(relay.#server, "listening");
    return relay;
  }

  get origin(): string {
    const at = this.#server.address();
    return `http://127.0.0.1:${typeof at === "object" && at !== null ? at.port : 0}`;
  }

  /** When something of the post went through to the page last. */
  get heardMs(): number {
    return this.#heardMs;
  }

  cut(how: Cut): void {
    this.#cut = how;
    for (const pair of this.#pairs) {
      pair.dead = how;
      if (how !== "closed") continue;
      pair.page.destroy();
      pair.post.destroy();
      this.#pairs.delete(pair);
    }
  }

  heal(): void {
    this.#cut = null;
  }

  close(): void {
    this.#server.close();
    for (const { page, post } of this.#pairs) {
      page.destroy();
      post.destroy();
    }
  }
}
