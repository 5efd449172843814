import type { Fault } from "@tocsin/core";
import type { CommandAnswer } from "@tocsin/sdk";
import type { LightMyRequestResponse } from "fastify";
import { AREAS, AttackedPost, type siteUnder } from "./attacked-post.ts";
import type { Chance } from "./chance.ts";
import { count, type Door, type DoorFigures } from "./figures.ts";
import { giveBytes, giveMadeUpEvent } from "./input-doors.ts";
import { droppedFiles, loweringOfOne, perfectForgery } from "./made-up.ts";
import type { People, Sender } from "./people.ts";
import { covers, isLowering, type Permit, Permits, type Wanted } from "./permits.ts";
import { lossesBetween, type Protection } from "./protection.ts";

const SECOND_US = 1_000_000;
/** The site files that somebody starts the post with; each lowers protection. */
const SITE_FILES = ["1", "2"].map((digit) => digit.repeat(64));
type Under = ReturnType<typeof siteUnder>;
interface Request {
  readonly sender: Sender;
  readonly url: string;
  readonly body?: { readonly id: string; readonly command: Wanted };
  readonly permit: Permit | null;
  /** Proposal that it ends when it is done. */
  readonly ends?: string;
}

/** One adversary's sequence against one post, with a model beside it of what may be lowered. */
export class Sequence {
  readonly #people: People;
  readonly #chance: Chance;
  readonly #figures: DoorFigures;
  readonly #permits: Permits;
  readonly #ids: readonly string[];
  /** Proposals that were ever open. */
  readonly #proposed = new Set<string>();
  readonly #requests: Request[] = [];
  readonly #log: string[] = [];
  readonly post: AttackedPost;

  constructor(
    under: Under,
    parts: {
      readonly people: People;
      readonly chance: Chance;
      readonly figures: DoorFigures;
      readonly dataDir: string;
    },
  ) {
    this.#people = parts.people;
    this.#chance = parts.chance;
    this.#figures = parts.figures;
    this.post = new AttackedPost(under, () => this.#nowUs, parts.dataDir);
    this.#people.post = this.post;
    const { second_person: second, proposal_s, proof_s } = under.config.operators;
    this.#permits = new Permits({
      standIn: second.stand_in,
      proposalUs: proposal_s * SECOND_US,
      countdownUs: second.countdown_s * SECOND_US,
      proofUs: proof_s * SECOND_US,
    });
    this.#ids = ["olga", "omar", "sven", "sara"].map((name) => this.#people.idOf(name));
  }

  get #nowUs(): number {
    return this.#people.server.nowUs;
  }

  async attempt(): Promise<void> {
    const kind = this.#chance.below(100);
    const isIdle = this.#permits.ids.length === 0;
    if (kind < (isIdle ? 54 : 24)) await this.#requested("HTTP: command", [this.#command()]);
    else if (kind < 60) await this.#requested("HTTP: second", [this.#second()]);
    else if (kind < 63) await this.#requested("HTTP: refuse or withdraw", [this.#refuse()]);
    else if (kind < 68) await this.#requested("HTTP: several at once", this.#several());
    else if (kind < 77) await this.#pastTheDesk();
    else if (kind < 83) await this.#madeUp();
    else if (kind < 88) await this.#octets();
    else if (kind < 90) await this.#restart();
    else await this.#pass();
    this.#changeCircumstances();
  }

  #changeCircumstances(): void {
    const { oneIn, pick } = this.#chance;
    if (oneIn(10)) this.#people.signInOf(pick(["sven", "sara"]));
    if (oneIn(30)) this.post.shown = !this.post.shown;
    if (oneIn(this.post.journalFails ? 3 : 40)) this.post.journalFails = !this.post.journalFails;
  }

  #command(): Request {
    const { oneIn, pick, uuid } = this.#chance;
    const sender = this.#people.anybody(this.#chance);
    const before = this.#requests.filter(({ body }) => body !== undefined);
    if (oneIn(12) && before.length > 0) {
      // Word for word what somebody sent before, by them or by somebody else.
      const { body, url } = pick(before);
      return { sender, url, permit: this.#searched(sender, body?.command), ...(body && { body }) };
    }
    const command = this.#wanted();
    const { tag, quietTag, areas, site } = this.post.operators.operations();
    const siteTag = site?.tag ?? "";
    const own =
      command.kind === "site"
        ? siteTag
        : command.areaId === undefined
          ? tag
          : (areas.find(({ id }) => id === command.areaId)?.tag ?? quietTag);
    const tags = [tag, quietTag, "", siteTag, ...areas.map((area) => area.tag)];
    const seen = oneIn(12) ? pick(tags) : own;
    const others = [...this.#proposed];
    const id = oneIn(15) && others.length > 0 ? pick(others) : uuid();
    const smuggled = oneIn(15)
      ? { seconded: { by: pick(this.#ids), how: "person" }, by: pick(this.#ids) }
      : {};
    const body = { id, seen, command, reason: "for a reason", ...smuggled };
    return { sender, url: "/api/commands", body, permit: this.#searched(sender, command) };
  }

  /** Mostly something that there is something to do for, in what is so now. */
  #wanted(): Wanted {
    const { below, pick } = this.#chance;
    const areaId = pick(AREAS);
    const { automation, heightenedUntilUs, areas } = this.post.protection();
    const others = SITE_FILES.filter((sha256) => sha256 !== this.post.siteFile);
    const site = { kind: "site", sha256: this.post.siteFile };
    const area = areas.get(areaId);
    const raise = {
      kind: "raise",
      areaId,
      stage: pick(["pre-alert", "take-cover"]),
      forS: 30 + below(1_500),
    };
    const heighten = {
      kind: "posture",
      level: "heightened",
      forS: 60 + below(3_000),
      source: "somebody",
    };
    const inhibit = { kind: "inhibit", areaId, forS: 10 + below(900) };
    const end = { kind: pick(["retract", "retract", "all-clear"]), areaId };
    return pick<Wanted>([
      raise,
      ...(area?.stage === null ? [raise] : [end, end, end]),
      inhibit,
      area?.inhibitedUntilUs === null ? inhibit : { kind: "lift-inhibit", areaId },
      { kind: "automation", on: !automation },
      { kind: "automation", on: false },
      heightenedUntilUs === null ? heighten : { kind: "posture", level: "normal" },
      { kind: "sweep", areaId, state: pick(["needed", "done"]) },
      end,
      site,
      below(4) === 0 ? { kind: "site", sha256: pick(others) } : site,
    ]);
  }

  /** That a place was searched is for one person to say: it ends the wait for it, and no warning that holds. */
  #searched({ person, roles }: Sender, command: Wanted | undefined): Permit | null {
    if (person === null || command?.kind !== "sweep" || command.state !== "done") return null;
    return roles.some((role) => role === "operator" || role === "supervisor")
      ? { command, people: [person], how: "one person: searched" }
      : null;
  }

  #second(): Request {
    const { oneIn, pick, uuid } = this.#chance;
    const sender = this.#people.anybody(this.#chance);
    const open = this.#permits.ids;
    const id = oneIn(8) || open.length === 0 ? pick([uuid(), ...this.#proposed]) : pick(open);
    const permit = this.#permits.ofSecond(id, sender, this.post.protection(), this.#nowUs);
    return {
      sender,
      url: `/api/proposals/${id}/second`,
      permit: this.post.journalFails ? null : permit,
      ends: id,
    };
  }

  #refuse(): Request {
    const { pick, uuid } = this.#chance;
    const id = pick([...this.#permits.ids, ...this.#proposed, uuid()]);
    const url = `/api/proposals/${id}/${pick(["refuse", "withdraw"])}`;
    return { sender: this.#people.anybody(this.#chance), url, permit: null, ends: id };
  }

  #several(): readonly Request[] {
    const length = 2 + this.#chance.below(4);
    return Array.from({ length }, () =>
      this.#chance.pick([
        () => this.#command(),
        () => this.#second(),
        () => this.#second(),
        () => this.#refuse(),
      ])(),
    );
  }

  async #requested(door: Door, requests: readonly Request[]): Promise<void> {
    const permits = requests.flatMap(({ permit }) => permit ?? []);
    const what = requests.map(
      ({ sender, url, body }) => `${sender.as} ${url} ${JSON.stringify(body?.command ?? "")}`,
    );
    await this.#watch(
      door,
      what.join(" | "),
      permits,
      async (on) => {
        const answers = await Promise.all(
          requests.map(({ url, sender, body }) => this.#people.ask(url, sender, body)),
        );
        for (const [i, answer] of answers.entries()) this.#heard(requests[i], answer, on);
      },
      requests.length,
    );
    this.#requests.push(...requests);
  }

  #heard(request: Request, answer: LightMyRequestResponse, on: Protection): void {
    const { sender, body, ends } = request;
    if (answer.statusCode >= 400) {
      count(this.#figures.refused, answer.json<{ readonly code: string }>().code);
      return;
    }
    const { outcome, proposal } = answer.json<CommandAnswer>();
    const mayOperate = sender.roles.some((role) => role === "operator" || role === "supervisor");
    if (sender.person === null || !mayOperate) this.#breach(`${sender.as} may not, and was let`);
    if (ends !== undefined) this.#permits.closed(ends);
    if (body === undefined || sender.person === null) return;
    if (outcome === "done") {
      this.#figures.raised++;
      if (isLowering(body.command)) this.#breach("a lowering was done at once");
    }
    if (outcome !== "proposed" || proposal === null || this.#proposed.has(proposal.id)) return;
    this.#proposed.add(proposal.id);
    const { id, command } = body;
    this.#permits.proposed({ id, command, by: sender.person, proposedUs: this.#nowUs, on });
  }

  #pastTheDesk(): Promise<void> {
    const event = loweringOfOne(this.#chance, this.#ids, this.#nowUs);
    return this.#watch("commands past the desk", JSON.stringify(event), [], () => {
      this.post.pipeline.ingest(event);
    });
  }

  #madeUp(): Promise<void> {
    const forgery = perfectForgery(this.#chance, this.#ids, this.#nowUs);
    return this.#watch("made-up events of inputs and channels", JSON.stringify(forgery), [], () =>
      giveMadeUpEvent(this.post, this.#chance, forgery, this.#nowUs),
    );
  }

  #octets(): Promise<void> {
    const forgery = perfectForgery(this.#chance, this.#ids, this.#nowUs);
    return this.#watch("octets on an input", JSON.stringify(forgery), [], () =>
      giveBytes(this.post, this.#chance, forgery, this.#nowUs),
    );
  }

  #restart(): Promise<void> {
    const { disk } = this.post;
    const segments = new Map(disk.list().map((name) => [name, disk.contentOf(name)]));
    const forgery = perfectForgery(this.#chance, this.#ids, this.#nowUs);
    const files = droppedFiles(this.#chance, forgery, segments);
    return this.#watch("files, and a restart", [...files.keys()].join(" "), [], async () => {
      if (!(await this.post.restart(files, this.#chance.pick(SITE_FILES))))
        count(this.#figures.refused, "a start with such files");
      this.#permits.restarted();
      // The desk that is begun anew has heard of none, and takes the same id again.
      this.#proposed.clear();
    });
  }

  async #pass(): Promise<void> {
    const { below, oneIn } = this.#chance;
    const seconds = oneIn(6) ? below(900) : oneIn(8) ? 900 + below(60) : below(50);
    this.#people.server.nowUs += seconds * SECOND_US;
    await this.#watch("time", `${seconds} s`, [], () => {
      this.post.pipeline.ingest({ type: "tick", receivedUs: this.#nowUs });
    });
    const isShown = this.post.shown && !this.post.journalFails;
    const permits = this.#permits.ofCountdowns(this.post.protection(), this.#nowUs, isShown);
    await this.#watch("time", "looked at", permits, () => this.post.operators.look());
    const open = new Set(this.post.operators.operations().proposals.map(({ id }) => id));
    for (const id of this.#permits.ids) if (!open.has(id)) this.#permits.closed(id);
  }

  /** Does something, and holds what of protection is gone after it against what may be. */
  async #watch(
    door: Door,
    what: string,
    permits: readonly Permit[],
    act: (before: Protection) => unknown,
    attempts: number = 1,
  ): Promise<void> {
    const { post } = this;
    const before = post.protection();
    post.sent.length = post.effects.length = post.carriedOut.length = 0;
    this.#log.push(`${door}: ${what}`);
    count(this.#figures.attempts, door, attempts);
    await act(before);
    const { sent, effects, carriedOut } = post;
    for (const effect of effects) if (effect.type === "fault") this.#faulted(effect.fault);
    for (const { command, by, seconded } of carriedOut.filter((one) => isLowering(one.command))) {
      const permit = permits.find(
        (one) => one.command.kind === command.kind && one.people[0] === by,
      );
      const second = permit?.how === "countdown" ? "countdown" : permit?.people[1];
      if (permit === undefined || seconded === null || seconded.by !== second || by === second)
        this.#breach(`carried out: ${JSON.stringify({ command, by, seconded })}`);
      count(this.#figures.lowered, `${command.kind}, ${permit?.how ?? "nobody"}`);
    }
    const losses = lossesBetween(before, post.protection(), { nowUs: this.#nowUs, sent });
    if (losses.some(({ kind }) => kind === "site-file"))
      count(this.#figures.lowered, "site, two people");
    for (const loss of losses)
      if (!permits.some((permit) => covers(permit, loss)))
        this.#breach(`lost: ${JSON.stringify(loss)}`);
  }

  #faulted({ code }: Fault): void {
    count(this.#figures.refused, `${code} (fault)`);
  }

  #breach(what: string): void {
    this.#figures.breaches.push(`${what}\n    after ${this.#log.slice(-3).join("\n          ")}`);
  }
}
