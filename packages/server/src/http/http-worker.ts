import { isIP } from "node:net";
import { parentPort, workerData } from "node:worker_threads";
import { assert } from "@tocsin/core";
import { RECIPIENT_TESTED_MS } from "@tocsin/sdk";
import type { FastifyInstance } from "fastify";
import { monotonicMs } from "../journal/monotonic-port.ts";
import type { OperatorQuestion, OperatorReply } from "../operators/operator-question.ts";
import type { EncodedRecord } from "../pipeline/encode-record.ts";
import { SystemClock } from "../pipeline/system-clock.ts";
import { AskedPost } from "./asked-post.ts";
import { buildServer } from "./build-server.ts";
import { giveWay } from "./give-way.ts";
import { HttpState } from "./http-state.ts";
import { type Asker, isLoopback } from "./identity/guard.ts";
import { type LocalKey, makeLocalKey, writeRunningServer } from "./identity/local-key.ts";
import { ReportedJournal } from "./identity/reported-journal.ts";
import { ServerIdentity } from "./identity/server-identity.ts";
import { SessionWatch } from "./identity/session-watch.ts";
import { LiveHub } from "./live-hub.ts";
import { HttpMetrics } from "./metrics.ts";
import { ObservationDesk, REPORTS_WAITING_MAX } from "./observations/observation-desk.ts";
import type { ObservationQuestion, ObservationTaken } from "./observations/observation-port.ts";
import { OPERATORS_WAITING_MAX, OperatorLine } from "./operators/operator-line.ts";
import { encodeOutcome } from "../scoring/outcome-record.ts";
import type { OutcomeLine } from "./scoring/outcome-routes.ts";
import { ThreadedQueries } from "./threaded-queries.ts";
import type { HttpWorkerInput, HttpWorkerOrder, HttpWorkerReport } from "./worker-messages.ts";

/** A request that fails by a defect of ours is told, and further ones are not for so long: clients could repeat it. */
const FAILURES_APART_MS = 10_000;
/** Where a server listens that nobody may use from elsewhere yet. */
const LOOPBACK = "127.0.0.1";
/** How often a server that is held back looks whether somebody has an account. */
const CLAIM_ASKED_MS = 1_000;

type Report = (message: HttpWorkerReport) => void;

/** The thread of the HTTP server: whatever clients do, the thread that protects goes on without it. */
async function serve(input: HttpWorkerInput): Promise<void> {
  const port = parentPort;
  assert(port !== null, "the server runs in a thread");
  const report: Report = (message) => port.postMessage(message);
  const clock = new SystemClock();
  const state = stateOf(input, clock);
  const queries = new ThreadedQueries((thread, detail) =>
    report({ kind: "failed", detail, thread }),
  );
  const hub = new LiveHub();
  const metrics = new HttpMetrics(state, hub);
  const people = openPeople(input, clock, report);
  const host = people.heldBack() ? LOOPBACK : input.host;
  const sessions = new SessionWatch(people.holds);
  const [post, operated] = askedPosts(report);
  const observations = openObservations(input, post, report);
  const app = await buildServer({
    state,
    queries,
    hub,
    metrics,
    host,
    guard: { identity: people.identity, localKey: people.localKey },
    sessions,
    observations,
    operators: openOperators(input, operated),
    outcomes: outcomeLine(input, people),
    consoleFolder: input.consoleFolder,
    ...(input.tls === null ? {} : { tls: input.tls }),
    failed: failures(report),
  });
  port.on("message", (order: HttpWorkerOrder) => {
    switch (order.kind) {
      case "recording":
        state.addRecording(order.source);
        break;
      case "story":
        state.addStory(order.story);
        break;
      case "pulse":
        state.pulse(order.picture);
        hub.pulse(order.timeUs, order.picture);
        metrics.take(order.metrics);
        if (order.durableSequence !== undefined) people.durable(order.durableSequence);
        report({ kind: "taken" });
        break;
      case "recorded":
        people.recorded(order.id, order.sequence);
        break;
      case "observed":
        post.answered(order.id, order.taken);
        break;
      case "operated":
        operated.answered(order.id, order.reply);
        break;
      case "learnt":
        observations?.learnt(order.record, order.sequence);
        break;
      case "close":
        hub.close();
        sessions.close();
        people.close();
        observations?.close();
        void Promise.allSettled([app.close(), queries.close()]).then(() => port.close());
        break;
    }
  });
  await listen(app, { input, host, people, report });
}

function stateOf({ version, startedUs, live }: HttpWorkerInput, clock: SystemClock): HttpState {
  const state = new HttpState({ version, startedUs, nowUs: () => clock.nowUs() });
  state.live = live;
  return state;
}

type AskedOperators = AskedPost<OperatorQuestion, OperatorReply>;

/** The thread that protects, asked for people who report and for people who command. */
const askedPosts = (
  report: Report,
): readonly [AskedPost<ObservationQuestion, ObservationTaken>, AskedOperators] => [
  new AskedPost(
    (id, question) => report({ kind: "observation", id, question }),
    REPORTS_WAITING_MAX,
  ),
  new AskedPost(
    (id, question) => report({ kind: "operator", id, question }),
    OPERATORS_WAITING_MAX,
  ),
];

/** A flight is worked out before a drill begins, which a machine that is busy with protecting takes its time for. */
const DRILL_WAIT_MS = 60_000;
const waitMsOf = ({ ask }: OperatorQuestion): number | undefined => {
  if (ask === "drill") return DRILL_WAIT_MS;
  return ask === "test" ? RECIPIENT_TESTED_MS : undefined;
};

const openOperators = (
  { operators }: HttpWorkerInput,
  asked: AskedOperators,
): OperatorLine | null =>
  operators === null
    ? null
    : new OperatorLine(operators, (question) => asked.ask(question, waitMsOf(question)));

/** The way of what people say happened into the post's journal; null where nothing happens. */
function outcomeLine({ live, identity }: HttpWorkerInput, people: People): OutcomeLine | null {
  if (live === null || identity === null) return null;
  return {
    areas: new Set(live.detail.site.areas.map(({ id }) => id)),
    record: (record) => people.append(encodeOutcome(record, identity.mode)),
  };
}

/** Null where no reports are taken, or where they cannot be: that is said, and nothing else stops for it. */
function openObservations(
  { observations: input }: HttpWorkerInput,
  post: AskedPost<ObservationQuestion, ObservationTaken>,
  report: Report,
): ObservationDesk | null {
  if (input === null) return null;
  try {
    return new ObservationDesk({ input, nowMs: monotonicMs, ask: (each) => post.ask(each) });
  } catch (error) {
    report({ kind: "failed", detail: `reports of people cannot be taken: ${describe(error)}` });
    return null;
  }
}

/** Who may use this server, and how the thread that protects hears of it. */
interface People {
  readonly identity: () => ServerIdentity["state"] | null;
  readonly localKey: LocalKey | null;
  /** Whether it has to be kept to this machine. */
  readonly heldBack: () => boolean;
  readonly holds: (asker: Asker) => boolean;
  readonly recorded: (id: number, sequence: number | null) => void;
  readonly durable: (sequence: number) => void;
  /** Takes a record to the post's journal, and waits for the disk; null where that failed. */
  readonly append: (record: EncodedRecord) => Promise<number | null>;
  readonly close: () => void;
}

function openPeople(input: HttpWorkerInput, clock: SystemClock, report: Report): People {
  if (input.identity === null)
    return {
      identity: () => null,
      localKey: null,
      heldBack: () => false,
      holds: () => true,
      recorded: () => undefined,
      durable: () => undefined,
      append: () => Promise.resolve(null),
      close: () => undefined,
    };
  const journal = new ReportedJournal(input.identity.mode, report);
  const server = new ServerIdentity({
    input: input.identity,
    journal,
    nowUs: () => clock.nowUs(),
    failed: (detail) => report({ kind: "failed", detail }),
  });
  const claimed = (): boolean => typeof server.state !== "string" && server.state.claimed;
  return {
    identity: () => server.state,
    localKey: makeLocalKey(),
    heldBack: () => !claimed() && !isLoopback(input.host),
    holds: (asker) => {
      if (asker.kind === "open") return !claimed();
      if (asker.kind === "command-line") return true;
      if (asker.kind === "nobody" || asker.kind === "expired" || typeof server.state === "string")
        return false;
      if (asker.kind === "service") return server.state.services.stillHolds(asker.token.id);
      return server.state.holds(asker.session.key);
    },
    recorded: (id, sequence) => journal.answered(id, sequence),
    durable: (sequence) => server.durable(sequence),
    append: (record) => journal.append(record, true),
    close: () => server.close(),
  };
}

/** Tells of failures that are ours, but not of each. */
function failures(report: Report): (error: unknown) => void {
  let failedMs = Number.NEGATIVE_INFINITY;
  return (error) => {
    const nowMs = monotonicMs();
    if (nowMs - failedMs < FAILURES_APART_MS) return;
    failedMs = nowMs;
    report({ kind: "failed", detail: describe(error) });
  };
}

interface Listening {
  readonly input: HttpWorkerInput;
  readonly host: string;
  readonly people: People;
  readonly report: Report;
}

async function listen(app: FastifyInstance, listening: Listening): Promise<void> {
  const { input, host, report } = listening;
  for (let port = input.port; ; port++) {
    try {
      await app.listen({ host, port });
      const bound = app.server.address();
      const used = typeof bound === "object" && bound !== null ? bound.port : port;
      const shown = isIP(host) === 6 ? `[${host}]` : host;
      const scheme = input.tls === null ? "http" : "https";
      await announce(listening, `${scheme}://${shown}:${used}`, used);
      return;
    } catch (error) {
      const inUse = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
      if (inUse && port < input.port + input.morePorts) continue;
      report({
        kind: "refused",
        reason: inUse ? "port-in-use" : "other",
        detail: describe(error),
      });
      return;
    }
  }
}

async function announce(
  { input, people, report }: Listening,
  address: string,
  port: number,
): Promise<void> {
  if (input.identity !== null && people.localKey !== null) {
    try {
      writeRunningServer(input.identity.dataDir, address, people.localKey);
    } catch (error) {
      report({
        kind: "failed",
        detail: `the command line cannot find the server: ${describe(error)}`,
      });
    }
  }
  const heldBack = people.heldBack();
  report({ kind: "listening", address, port, claim: await claimOf(people), heldBack });
  if (!heldBack) return;
  const timer = setInterval(() => {
    if (people.heldBack()) return;
    clearInterval(timer);
    report({ kind: "claimed" });
  }, CLAIM_ASKED_MS);
  timer.unref();
}

/** The link for the first administrator; null where somebody has an account, or where none can be made. */
async function claimOf({ identity }: People): Promise<string | null> {
  const current = identity();
  if (current === null || typeof current === "string" || current.claimed) return null;
  return current.admin.claim().then(
    ({ path }) => path,
    () => null,
  );
}

const describe = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

giveWay();
await serve(workerData as HttpWorkerInput);
