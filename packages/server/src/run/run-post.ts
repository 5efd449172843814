import {
  createEngine,
  type Engine,
  type OperatorCommand,
  type SiteModel,
  type TerrainModel,
  type TimeUs,
} from "@tocsin/core";
import {
  type Adapter,
  type Channel,
  compileSite,
  type PeopleSiteInfo,
  type SiteConfig,
} from "@tocsin/sdk";
import type { Writable } from "node:stream";
import type { SiteVerdict } from "../acceptance/judge-site.ts";
import { SiteGate } from "../acceptance/site-gate.ts";
import { chance } from "../sources/chance-port.ts";
import type { SourcePorts } from "../sources/source-ports.ts";
import { LiveView } from "../http/live-view.ts";
import type { PostIdentity } from "../http/http-front.ts";
import { DrillDesk, type DrillPorts } from "../drill/drill-desk.ts";
import type { Journal } from "../journal/journal.ts";
import { openJournalThreaded } from "../journal/threaded-journal.ts";
import { previewMessage } from "../operators/preview-message.ts";
import type { EncodedRecord } from "../pipeline/encode-record.ts";
import type { PipelineStep } from "../pipeline/pipeline.ts";
import {
  NOTHING_RECOVERED,
  recoverEngine,
  type RecoveredEngine,
} from "../pipeline/recover-engine.ts";
import { SystemClock } from "../pipeline/system-clock.ts";
import { PostProof } from "../proof/post-proof.ts";
import { assemblePost, dutiesOf, type Post, relaysOf } from "./assemble-post.ts";
import { journalDirectory } from "./data-directory.ts";
import { expireInThread, keepRetention } from "./keep-retention.ts";
import { eraseInThread, keepErasures } from "./keep-erasures.ts";
import { openPostChannels } from "./open-post-channels.ts";
import { localInputs, openInputs } from "./open-inputs.ts";
import { type PostObservers, postObservers } from "./post-observers.ts";
import { type PostBroadcast, postBroadcast, RecordHead } from "./post-broadcast.ts";
import { type PostPeople, postPeople } from "./post-people.ts";
import { postSelfTest } from "./post-self-test.ts";
import { postIdentity } from "./post-identity.ts";
import { tellEverySecond } from "./tell-every-second.ts";
import { durable, postOperators } from "./post-operators.ts";
import type { SelfTest } from "../self-test/self-test.ts";
import { recipientsOf } from "./recipients-of.ts";
import { WakefulSupervision } from "./wakeful-supervision.ts";
import { showPost, type ShownScreens, type WebOptions } from "./show-post.ts";

const MEBIBYTE = 1024 * 1024;

export interface PostOptions {
  /** Of `verdict` where there is one. */
  readonly config: SiteConfig;
  /** How the site file was judged; absent: it is not one that people change, and nothing is kept of it. */
  readonly verdict?: SiteVerdict;
  /** Called when two people have agreed to a site file that was refused. */
  readonly siteAgreed?: () => void;
  /** What was read of the ground; absent or null: what the site file itself says of it. */
  readonly terrain?: TerrainModel | null;
  readonly dataDir: string;
  readonly signal: AbortSignal;
  readonly stdout: Writable;
  readonly observe: (site: SiteModel) => (step: PipelineStep) => void;
  /** Called once protection has begun. */
  readonly ready: (post: PostReady) => void;
  /** URL of a module that opens the journal's disk: for a disk that fails on purpose. */
  readonly diskModule?: string;
  /** Takes a line for people that belongs to no step; absent: it goes to `stdout`. */
  readonly say?: (line: string) => void;
  /** Where its screens are served; absent: nowhere. */
  readonly web?: WebOptions;
  /** Where its keys lie, and those of its devices; absent: in `dataDir`. A drill has a record of its own, and the keys of the post. */
  readonly keysDir?: string;
  /** What feeds it beside the inputs of the site file; absent: nothing. */
  readonly adapters?: readonly Adapter[];
  /** Of a drill: where the post that it is beside warns people. */
  readonly livePages?: PeopleSiteInfo["live"];
}
export interface PostReady {
  readonly site: SiteModel;
  readonly recovered: RecoveredEngine;
  readonly journal: string;
  /** What was found wrong when the journal was opened, in words; empty when nothing was. */
  readonly journalNotes: readonly string[];
  /** Has the post itself act, as after a countdown that nobody stopped. */
  readonly command: (command: OperatorCommand, reason: string) => void;
  /** By the clock that it decides by. */
  readonly nowUs: () => TimeUs;
  /** Takes a record into the journal. */
  readonly record: (record: EncodedRecord) => void;
}

/** Runs one post: real inputs, its own journal, until it is told to stop. */
export async function runPost(options: PostOptions): Promise<void> {
  const { config } = options;
  const site = compileSite(config, { terrain: options.terrain ?? null });
  const clock = new SystemClock();
  const ports = { clock, chance };
  let failed: (detail: string) => void = () => undefined;
  const proof = new PostProof({
    config,
    dataDir: options.dataDir,
    failed: (detail) => failed(detail),
  });
  const adapters = openInputs(config, ports, proof);
  const directory = journalDirectory(options.dataDir);
  const head = new RecordHead();
  const journal = await openJournalThreaded(directory, {
    nowUs: () => clock.nowUs(),
    onCheckpoint: (checkpoint) => head.take(checkpoint),
    segmentBytes: config.journal.segment_max_mib * MEBIBYTE,
    ...(options.diskModule === undefined ? {} : { diskModule: options.diskModule }),
  });
  try {
    await protect(options, {
      site,
      clock,
      ports,
      adapters,
      directory,
      journal,
      head,
      proof,
      proofFails: (act) => (failed = act),
    });
  } finally {
    // What went wrong is told and not what then also failed; and a writer left behind would keep a dead post alive.
    await Promise.allSettled([journal.close(), proof.close()]);
  }
}

interface PostParts {
  readonly site: SiteModel;
  readonly clock: SystemClock;
  readonly ports: SourcePorts;
  readonly adapters: ReturnType<typeof openInputs>;
  readonly directory: string;
  readonly journal: Journal;
  readonly head: RecordHead;
  readonly proof: PostProof;
  /** Where to tell what goes wrong with proofs. */
  readonly proofFails: (act: (detail: string) => void) => void;
}

const identityOf = (
  { config, dataDir }: PostOptions,
  { announce: listening }: WebOptions,
  { site, directory, journal, proof }: PostParts,
  eraseSoon: () => void,
): PostIdentity =>
  postIdentity({
    config,
    site,
    dataDir,
    journalDirectory: directory,
    journal,
    listening,
    taken: (record) => {
      proof.take(record);
      if (record.kind === "account" && record.change === "erased") eraseSoon();
    },
  });

const observersOf = (
  { config, dataDir }: PostOptions,
  parts: PostParts,
  engine: Engine,
): PostObservers | null =>
  postObservers({ ...parts, config, dataDir, journalDirectory: parts.directory, engine });

/** Its screens, and the way of people's commands into the engine. Returns what ends both. */
function showScreens(
  options: PostOptions,
  parts: PostParts,
  shown: {
    readonly post: Post;
    readonly engine: Engine;
    readonly view: LiveView;
    readonly observers: PostObservers | null;
    readonly channels: readonly Channel[];
    readonly startedUs: TimeUs;
    readonly siteGate: SiteGate | null;
    readonly drills: DrillDesk;
  },
): () => Promise<void> {
  const { config, web } = options;
  const { site, clock, journal, directory } = parts;
  const { post, engine, view, observers, channels, startedUs } = shown;
  const timeZone = config.site.time_zone;
  let screens: ShownScreens | null = null;
  const operators = postOperators({
    config,
    site,
    clock,
    journal,
    engine,
    ingest: (event) => post.runner.ingest(event),
    siteGate: shown.siteGate,
    drills: shown.drills,
    shown: () => screens?.served() ?? false,
    recipients: () => recipientsOf(channels),
    test: async (id, recipient) =>
      (await channels.find((channel) => channel.id === id)?.test?.(recipient)) ?? null,
    preview: (command, nowUs) =>
      previewMessage(command, engine.openWarnings(), {
        site,
        languages: config.site.languages,
        timeZone,
        nowUs,
      }),
    say: sayOf(options),
    changed: () => view.touch(),
  });
  view.operations = operators.operations;
  view.drill = () => shown.drills.shown();
  if (web !== undefined)
    screens = showPost(web, {
      site,
      config,
      journal: directory,
      startedUs,
      view,
      identity: identityOf(options, web, parts, erasePersons(options, parts, post)),
      observers,
      operators,
      fault: (...told) => post.fault("HTTP_FAULT", ...told),
    });
  const stopWatching = operators.watch();
  return async () => {
    stopWatching();
    await screens?.stop();
  };
}

const sayOf = ({ say, stdout }: PostOptions): ((line: string) => void) =>
  say ?? ((line) => void stdout.write(`${line}\n`));

/** What a post does about its site file while it runs; null where that is none that could be refused. */
const siteGateOf = (
  options: PostOptions,
  { site, journal, clock }: PostParts,
  { post, changed }: { readonly post: Post; readonly changed: () => void },
): SiteGate | null =>
  options.verdict === undefined
    ? null
    : new SiteGate({
        verdict: options.verdict,
        dataDir: options.dataDir,
        mode: site.mode,
        journal,
        durable: (sequence) => durable(journal, sequence),
        nowUs: () => clock.nowUs(),
        fault: (...told) => post.fault(...told),
        say: sayOf(options),
        changed,
        agreed: options.siteAgreed,
      });

const keysDirOf = ({ dataDir, keysDir }: PostOptions): string => keysDir ?? dataDir;

const readyOf = (
  { site, clock, directory, journal }: PostParts,
  recovered: RecoveredEngine,
  post: Post,
): PostReady => ({
  site,
  recovered,
  journal: directory,
  command: (command, reason) =>
    void post.runner.ingest({
      type: "command",
      receivedUs: clock.nowUs(),
      command,
      by: "post",
      reason,
      seconded: { by: "the end of it", how: "countdown" },
    }),
  nowUs: () => clock.nowUs(),
  record: ({ type, payload }) => void journal.append(type, payload),
  journalNotes: journal.faults().map(({ code, detail }) => `${code}: ${detail}`),
});

const peopleOf = (
  { dataDir, keysDir = dataDir, stdout, livePages }: PostOptions,
  { site, journal, clock }: PostParts,
): PostPeople =>
  postPeople({
    dataDir: keysDir,
    site,
    journal,
    nowUs: () => clock.nowUs(),
    say: (address) => void stdout.write(`The people's page is at ${address}\n`),
    ...(livePages === undefined ? {} : { livePages }),
  });

const viewOf = (
  { site, clock, journal }: PostParts,
  of: {
    readonly engine: Engine;
    readonly recovered: RecoveredEngine;
    readonly config: SiteConfig;
    readonly people: PostPeople;
    readonly selfTest: SelfTest | null;
    readonly channels: () => readonly Channel[];
  },
): LiveView =>
  new LiveView({
    people: of.people,
    selfTest: of.selfTest,
    site,
    timeZone: of.config.site.time_zone,
    isCarried: of.config.channels.some(({ modes }) => modes.includes(site.mode)),
    engine: of.engine,
    journal,
    openWarnings: of.engine.openWarnings(),
    official: of.recovered.official,
    recipients: () => recipientsOf(of.channels()),
    nowUs: () => clock.nowUs(),
  });

const channelsOf = (
  { config, stdout }: PostOptions,
  { ports, proof }: PostParts,
  of: {
    readonly broadcast: PostBroadcast;
    readonly people: PostPeople;
    readonly post: () => Post;
  },
): readonly Channel[] =>
  openPostChannels(config, stdout, ports, {
    broadcaster: of.broadcast.open,
    people: of.people,
    openSiren: (octets, from) => proof.openSiren(octets, from),
    reports: (id) => ({
      receipt: (receipt) => of.post().receipt(id, receipt),
      fault: (...told) => of.post().fault("CHANNEL_FAILED", ...told),
    }),
  });

/** The engine as the journal's end left it, and a clock that does not stand before that. */
function recover({ site, clock, directory, journal }: PostParts): {
  readonly engine: Engine;
  readonly recovered: RecoveredEngine;
} {
  const engine = createEngine();
  const recovered =
    journal.recovery.lastSequence === 0
      ? NOTHING_RECOVERED
      : recoverEngine(directory, engine, site.terrain);
  clock.notBefore(recovered.lastUs);
  return { engine, recovered };
}

async function protect(options: PostOptions, parts: PostParts): Promise<void> {
  const { config, signal } = options;
  const { site, clock, adapters, journal } = parts;
  const { engine, recovered } = recover(parts);
  const timeZone = config.site.time_zone;
  const people = peopleOf(options, parts);
  const selfTest = postSelfTest(config, parts, engine, {
    fault: (...told) => post.fault("SELF_TEST_FAILED", "self-test", ...told),
    changed: () => view.touch(),
  });
  const view = viewOf(parts, {
    engine,
    recovered,
    config,
    people,
    selfTest,
    channels: () => channels,
  });
  const told = { observe: options.observe(site) };
  const observers = observersOf(options, parts, engine);
  const broadcast = postBroadcast({ ...parts, config, engine, dataDir: keysDirOf(options) });
  const drills = drillsOf(options, parts, { engine, recovered, around: () => ({ view, post }) });
  const channels = channelsOf(options, parts, { broadcast, people, post: () => post });
  const wakeful = new WakefulSupervision(channels, engine.orders());
  const post: Post = assemblePost({
    site,
    timeZone,
    languages: config.site.languages,
    clock,
    journal,
    engine,
    recovered,
    localInputs: localInputsOf(options),
    relays: relaysOf(config),
    duties: dutiesOf(config),
    channels,
    adopt: (message) => broadcast.opened()?.adopt(message),
    observe: (step) => {
      for (const each of [drills, view, observers, wakeful, broadcast, told]) each?.observe(step);
    },
  });
  post.begin();
  checkProofs(options, parts, post);
  const siteGate = siteGateOf(options, parts, { post, changed: () => view.touch() });
  siteGate?.begin();
  options.ready(readyOf(parts, recovered, post));
  const stopShowing = showScreens(options, parts, {
    post,
    engine,
    view,
    observers,
    channels,
    startedUs: clock.nowUs(),
    siteGate,
    drills,
  });
  const stopTelling = tellEverySecond(channels, () => view.picture());
  expireOldRecords(options, parts, post);
  void selfTest?.run(signal);
  try {
    await post.runner.run([...adapters, ...(options.adapters ?? [])], signal);
    await siteGate?.settled();
    await post.end();
  } finally {
    await drills.close();
    stopTelling();
    broadcast.close();
    await stopShowing();
  }
}

/** Inputs that wait for nobody: of this machine, and what feeds the post beside the site file. */
const localInputsOf = ({ config, adapters = [] }: PostOptions): ReadonlySet<string> =>
  new Set([...localInputs(config), ...adapters.map(({ id }) => id)]);

/** Exercises beside the post, each in a process of its own. */
const drillsOf = (
  { config, dataDir, stdout }: PostOptions,
  { site, clock, journal }: PostParts,
  {
    around,
    ...of
  }: Pick<DrillPorts, "engine" | "recovered"> & {
    readonly around: () => { readonly view: LiveView; readonly post: Post };
  },
): DrillDesk =>
  new DrillDesk({
    config,
    site,
    dataDir,
    clock,
    journal,
    stdout,
    ...of,
    changed: () => around().view.touch(),
    fault: (subject, detail) => around().post.fault("DRILL_FAULT", subject, detail),
  });

/** Lets devices in with the keys that were enrolled. */
function checkProofs(options: PostOptions, parts: PostParts, post: Post): void {
  const failed = (detail: string, lasts?: boolean): void =>
    post.fault("INPUT_FAILED", "proofs", detail, lasts);
  parts.proofFails(failed);
  parts.proof.loadKeys({
    dataDir: keysDirOf(options),
    journalDirectory: journalDirectory(keysDirOf(options)),
    // What another post's journal holds by now is read to its end.
    lastSequence:
      options.keysDir === undefined ? parts.journal.durableSequence() : Number.MAX_SAFE_INTEGER,
    failed,
  });
}

/** Erases persons when it is ordered, beside protection. */
function erasePersons({ dataDir, signal }: PostOptions, parts: PostParts, post: Post): () => void {
  const failed = (detail: string): void => post.fault("JOURNAL_FAULT", "erasure", detail);
  return keepErasures({
    mode: parts.site.mode,
    clock: parts.clock,
    signal,
    journal: parts.journal,
    erase: () => eraseInThread({ directory: parts.directory, dataDir }, failed),
    failed,
  });
}

/** Erases what is older than the site file wants to keep, beside protection. */
function expireOldRecords({ config, signal }: PostOptions, parts: PostParts, post: Post): void {
  const { site, clock, journal, directory } = parts;
  const { keep_raw_days: keepRawDays } = config.journal;
  const failed = (detail: string): void => post.fault("JOURNAL_FAULT", "retention", detail);
  if (keepRawDays !== undefined)
    void keepRetention({
      keepRawDays,
      mode: site.mode,
      clock,
      signal,
      journal,
      expire: (beforeUs) => expireInThread({ directory, beforeUs }, failed),
      failed,
    });
}
