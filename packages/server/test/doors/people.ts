import { MICROS_PER_SECOND } from "@tocsin/core";
import type { Role } from "@tocsin/sdk";
import type { LightMyRequestResponse } from "fastify";
import { OperatorLine } from "../../src/http/operators/operator-line.ts";
import { localAuthorization } from "../../src/http/identity/local-key.ts";
import { IdentityServer } from "../identity/identity-server.ts";
import type { AttackedPost } from "./attacked-post.ts";
import type { Chance } from "./chance.ts";
import type { Asker } from "./permits.ts";

const PEOPLE: readonly (readonly [string, Role])[] = [
  ["olga", "operator"],
  ["omar", "operator"],
  ["sven", "supervisor"],
  ["sara", "supervisor"],
  ["vera", "viewer"],
  ["adam", "administrator"],
  ["ines", "auditor"],
  ["otto", "observer"],
];
const ON_SITE = "10.1.2.3";
const ELSEWHERE = "203.0.113.9";

/** How a request comes in, and what the model knows of who sends it. */
export interface Sender extends Asker {
  /** In one word, for the log. */
  readonly as: string;
  readonly request: {
    readonly session?: string;
    readonly headers?: Record<string, string>;
    readonly from: string;
  };
}
interface Session {
  readonly secret: string;
  readonly provenUs: number;
}

/** One server with real accounts, sessions and tokens, whose commands go to the post that is attacked now. */
export class People {
  readonly server = new IdentityServer();
  post: AttackedPost | null = null;
  #serviceToken = "";
  #sessions = new Map<string, Session[]>();

  async begin(post: AttackedPost): Promise<void> {
    const { server } = this;
    this.post = post;
    // Nobody cuts this machine's power: who is signed in need not be on its disk.
    server.database.exec("PRAGMA synchronous = OFF");
    server.operators = new OperatorLine(post.config.operators, (question) =>
      this.post === null ? Promise.resolve(null) : this.post.operators.answer(question),
    );
    await server.serve();
    for (const [name, role] of PEOPLE)
      await server.identity.admin.add(name, [role], { kind: "post" });
    const wanted = { name: "wall", permission: "view", days: 366 } as const;
    this.#serviceToken = (await server.identity.services.issue(wanted, { kind: "post" })).secret;
  }

  /** Everybody signs in anew; what was signed in before stays as it was. */
  signIn(): void {
    for (const [name] of PEOPLE) this.signInOf(name);
  }
  signInOf(name: string): void {
    const { server } = this;
    const before = this.#sessions.get(name) ?? [];
    const session = { secret: server.session(name), provenUs: server.nowUs };
    this.#sessions.set(name, [session, ...before].slice(0, 2));
  }

  idOf(name: string): string {
    return this.server.identity.admin.idOf(name);
  }

  /** Mostly somebody who may do something, in one of the ways in which people and programs come. */
  anybody(chance: Chance): Sender {
    if (!chance.oneIn(4))
      return this.#person(chance, chance.pick(["olga", "omar", "sven", "sara", "sven", "sara"]));
    return chance.pick([
      () => this.#person(chance, chance.pick(PEOPLE)[0]),
      () => this.#person(chance, chance.pick(PEOPLE)[0]),
      () => nobody("without a session", {}),
      () => nobody("with a made-up session", { cookie: `tocsin=${"A".repeat(43)}` }),
      () => nobody("a service token", { authorization: `Bearer ${this.#serviceToken}` }),
      () =>
        nobody("the local key", { authorization: localAuthorization(this.server.localKey.secret) }),
      () => this.#halfSignedIn(),
      () => this.#otherPage(chance),
    ])();
  }

  async ask(url: string, { request }: Sender, body?: object): Promise<LightMyRequestResponse> {
    return this.server.ask("POST", url, { ...request, ...(body === undefined ? {} : { body }) });
  }

  async close(): Promise<void> {
    await this.server.close();
    for (const defect of this.server.defects) throw defect;
  }

  #person(chance: Chance, name: string): Sender {
    const sessions = this.#sessions.get(name) ?? [];
    const { secret, provenUs } = chance.oneIn(12) ? (sessions.at(-1) ?? sessions[0]) : sessions[0];
    const from = chance.oneIn(8) ? ELSEWHERE : ON_SITE;
    const isForwarded = chance.oneIn(12);
    const headers = isForwarded ? { "x-forwarded-for": "10.0.0.1" } : {};
    const [, role] = PEOPLE.find(([one]) => one === name) ?? PEOPLE[0];
    return {
      as: `${name}${from === ELSEWHERE ? " from elsewhere" : ""}${isForwarded ? " through a proxy" : ""}`,
      person: this.idOf(name),
      roles: [role],
      provenUs,
      onSite: from === ON_SITE && !isForwarded,
      request: { session: secret, headers, from },
    };
  }

  #halfSignedIn(): Sender {
    const session = this.server.session("sara", true);
    return { ...nobody("one proof of two", {}), request: { session, from: ON_SITE } };
  }

  #otherPage(chance: Chance): Sender {
    const { request } = this.#person(chance, chance.pick(["sven", "sara", "olga"]));
    const headers: Record<string, string> = chance.oneIn(2)
      ? { origin: "https://elsewhere.example" }
      : { "sec-fetch-site": "cross-site" };
    return { ...nobody("another site's page", {}), request: { ...request, headers } };
  }
}

const nobody = (as: string, headers: Record<string, string>): Sender => ({
  as,
  person: null,
  roles: [],
  provenUs: -MICROS_PER_SECOND,
  onSite: false,
  request: { headers, from: ON_SITE },
});
