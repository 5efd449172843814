import { createEngine, type EngineEffect, type SiteModel, type Warning } from "@tocsin/core";
import { compileSite, parseSiteConfig, type Role, type SiteConfig } from "@tocsin/sdk";
import type { LightMyRequestResponse } from "fastify";
import type { SiteVerdict } from "../../src/acceptance/judge-site.ts";
import { SiteGate } from "../../src/acceptance/site-gate.ts";
import { OperatorLine } from "../../src/http/operators/operator-line.ts";
import { previewMessage } from "../../src/operators/preview-message.ts";
import { Pipeline } from "../../src/pipeline/pipeline.ts";
import { type PostOperators, postOperators } from "../../src/run/post-operators.ts";
import { IdentityServer, PASSWORD } from "../identity/identity-server.ts";

const SITE = {
  site: { id: "weir", name: "Weir", latitude_deg: 48, longitude_deg: 31, ground_height_m: 150 },
  mode: "shadow",
  areas: ["lock", "village"].map((id, i) => ({
    id,
    name: id === "lock" ? "The lock" : "The village",
    owner: "Canal company",
    protection: "protected",
    circle: { latitude_deg: 48 + 0.02 * i, longitude_deg: 31, radius_m: 500 },
    people: 40,
  })),
};
const ON_SITE = "10.1.2.3";
const ELSEWHERE = "203.0.113.9";

export interface Asking {
  /** Name of the account whose session asks; absent: nobody's. */
  readonly as?: string;
  readonly body?: object;
  readonly from?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A post's engine and journal behind its real HTTP routes, with people, and a clock that the test moves. */
export class OperatorWorld {
  readonly server = new IdentityServer();
  readonly engine = createEngine();
  readonly config: SiteConfig;
  readonly site: SiteModel;
  readonly pipeline: Pipeline;
  readonly operators: PostOperators;
  readonly sent: Warning[] = [];
  readonly effects: EngineEffect[] = [];
  readonly said: string[] = [];
  /** null: its site file was not judged. */
  readonly siteGate: SiteGate | null;
  /** Whether screens are served. */
  shown = true;
  /** While true the journal takes no proposal. */
  journalFails = false;
  readonly #sessions = new Map<string, string>();
  #ids = 0;

  constructor(operators: object = {}, verdict: SiteVerdict | null = null) {
    const parsed = parseSiteConfig({ ...SITE, operators });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    this.config = parsed.config;
    this.site = compileSite(parsed.config);
    const { server, engine } = this;
    const { journal } = server;
    this.pipeline = new Pipeline({
      engine,
      journal,
      mode: this.site.mode,
      send: (warning) => this.sent.push(warning),
      observe: ({ effects }) => this.effects.push(...effects),
    });
    const kept = {
      append: (...[type, payload]: Parameters<typeof journal.append>) =>
        this.journalFails ? null : journal.append(type, payload),
      durableSequence: () => {
        journal.awaitDurable(journal.lastSequence(), 60_000);
        return journal.durableSequence();
      },
    };
    this.siteGate = verdict === null ? null : this.#gateOf(verdict, kept);
    this.operators = postOperators({
      config: this.config,
      site: this.site,
      clock: { nowUs: () => server.nowUs, waitUntil: () => Promise.resolve() },
      journal: kept,
      siteGate: this.siteGate,
      engine,
      ingest: (event) => this.pipeline.ingest(event),
      preview: (command, nowUs) =>
        previewMessage(command, engine.openWarnings(), {
          site: this.site,
          languages: this.config.site.languages,
          timeZone: "UTC",
          nowUs,
        }),
      shown: () => this.shown,
      recipients: () => [],
      test: () => Promise.resolve(null),
      say: (line) => this.said.push(line),
      changed: () => undefined,
    });
  }

  #gateOf(
    verdict: SiteVerdict,
    journal: Pick<typeof this.server.journal, "append" | "durableSequence">,
  ): SiteGate {
    return new SiteGate({
      verdict,
      dataDir: this.server.folder,
      mode: this.site.mode,
      journal,
      durable: (sequence) => Promise.resolve(journal.durableSequence() >= sequence),
      nowUs: () => this.server.nowUs,
      fault: (code, subject, detail) => this.said.push(`${code} ${subject}: ${detail}`),
      say: (line) => this.said.push(line),
      changed: () => undefined,
    });
  }

  /** People of one role each, named after it, and a second operator and supervisor. */
  async begin(): Promise<void> {
    const { server } = this;
    server.operators = new OperatorLine(this.config.operators, (question) =>
      this.operators.answer(question),
    );
    server.recorded = this.operators.learn;
    await server.serve();
    const people: readonly (readonly [string, Role])[] = [
      ["olga", "operator"],
      ["omar", "operator"],
      ["sven", "supervisor"],
      ["sara", "supervisor"],
      ["vera", "viewer"],
      ["adam", "administrator"],
    ];
    for (const [name, role] of people) {
      await server.identity.admin.add(name, [role], { kind: "post" });
      this.signInAgain(name);
    }
    this.pipeline.ingest({ type: "configuration", receivedUs: server.nowUs, site: this.site });
  }

  /** Lets time pass, as a post's ticks do. */
  pass(seconds: number): void {
    this.server.nowUs += seconds * 1_000_000;
    this.pipeline.ingest({ type: "tick", receivedUs: this.server.nowUs });
    this.operators.look();
  }

  session(name: string): string {
    const session = this.#sessions.get(name);
    if (session === undefined) throw new Error(`nobody is called ${name}`);
    return session;
  }

  /** Signs somebody in anew: the proof is of now. */
  signInAgain(name: string): void {
    this.#sessions.set(name, this.server.session(name));
  }

  /** Goes on in the session that an answer began. */
  takeSession(name: string, { headers }: LightMyRequestResponse): void {
    const secret = /^tocsin=([\w-]{43}); /.exec(String(headers["set-cookie"]))?.[1];
    if (secret === undefined) throw new Error("it began no session");
    this.#sessions.set(name, secret);
  }

  /** Somebody chooses {@link PASSWORD}, and is signed in by that. */
  async givePassword(name: string): Promise<void> {
    const { admin, signIn } = this.server.identity;
    const { link } = await admin.reset(admin.idOf(name), { kind: "post" });
    const secret = link.path.replace("#/enrol/", "");
    const chosen = { name: "", password: PASSWORD };
    this.#sessions.set(name, await signIn.withLink(secret, chosen, ON_SITE));
  }

  ask(method: "GET" | "POST", url: string, asking: Asking = {}): Promise<LightMyRequestResponse> {
    const { as, body, from, headers } = asking;
    return this.server.ask(method, url, {
      from: from ?? ON_SITE,
      ...(as === undefined ? {} : { session: this.session(as) }),
      ...(body === undefined ? {} : { body }),
      ...(headers === undefined ? {} : { headers }),
    });
  }

  /** What a command names that it was made on. */
  seen(areaId: string | null): string {
    const { tag, quietTag, areas } = this.operators.operations();
    return areaId === null ? tag : (areas.find(({ id }) => id === areaId)?.tag ?? quietTag);
  }

  /** A command as the console sends it: on what is so now, with an id of its own. */
  body(command: object, more: object = {}): { readonly id: string } {
    const areaId = "areaId" in command ? String(command.areaId) : null;
    this.#ids += 1;
    const id = `00000000-0000-4000-8000-${String(this.#ids).padStart(12, "0")}`;
    return { id, seen: this.seen(areaId), command, reason: "a test of it", ...more } as {
      readonly id: string;
    };
  }

  command(as: string, command: object, more: object = {}): Promise<LightMyRequestResponse> {
    return this.ask("POST", "/api/commands", { as, body: this.body(command, more) });
  }

  /** Proposes what lowers protection, and answers the proposal's id. */
  async propose(as: string, command: object): Promise<string> {
    const answer = await this.command(as, command);
    const { outcome, proposal } = answer.json<{
      readonly outcome: string;
      readonly proposal: { readonly id: string };
    }>();
    if (outcome !== "proposed") throw new Error(answer.body);
    return proposal.id;
  }

  answer(
    as: string,
    id: string,
    how: "second" | "refuse" | "withdraw",
    more: Asking = {},
  ): Promise<LightMyRequestResponse> {
    return this.ask("POST", `/api/proposals/${id}/${how}`, { as, ...more });
  }

  /** The stage that people in an area have now. */
  stage(areaId: string): string | null {
    return this.engine.openWarnings().find((warning) => warning.areaId === areaId)?.stage ?? null;
  }

  /** Throws what the server failed by. */
  async close(): Promise<void> {
    await this.server.close();
    for (const defect of this.server.defects) throw defect;
  }
}

export { ELSEWHERE, ON_SITE };
