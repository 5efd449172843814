import { createEngine, type Engine, MICROS_PER_SECOND } from "@tocsin/core";
import type { SelfTestLink } from "@tocsin/sdk";
import { NULL_SIREN_ID } from "../channels/self-test-gate.ts";
import type { LiveClock } from "../pipeline/live-runner.ts";
import { NOTHING_RECOVERED } from "../pipeline/recover-engine.ts";
import { type Line, openLine } from "../rehearse/open-line.ts";
import {
  emptyTally,
  type LineFaults,
  outgoingMessages,
  type SendTally,
} from "../rehearse/outgoing-messages.ts";
import { assemblePost, type Post } from "../run/assemble-post.ts";
import { openInput } from "../run/open-inputs.ts";
import type { SourcePorts } from "../sources/source-ports.ts";
import { createUdpSource } from "../sources/udp-byte-source.ts";
import type { MadeUpThreat } from "./made-up-threat.ts";
import { createNullSiren, type SirenLineTaps } from "./null-siren.ts";
import { StageWatch } from "./stage-watch.ts";
import { unwrittenJournal } from "./unwritten-journal.ts";

const LOOPBACK = "127.0.0.1";
/** ASTERIX category 015: the first octet of a message with plots. */
const PLOTS = 15;
/** Opening the lines takes no longer. */
const OPEN_WITHIN_US = 2 * MICROS_PER_SECOND;
const NO_FAULTS: LineFaults = {
  delay_s: 0,
  delay_sigma_s: 0,
  loss: 0,
  duplicate: 0,
  reorder: 0,
  reorder_delay_s: 0,
  clockErrorsS: new Map(),
  clockErrorS: 0,
};

/** Where the way of a round can be listened to and cut, link by link. */
export interface RoundTaps extends SirenLineTaps {
  /** Whether octets of the sensor go on to the input. */
  readonly toInput: (octets: Uint8Array) => boolean;
  readonly engine: () => Engine;
}
const NO_TAPS: RoundTaps = {
  toInput: () => true,
  engine: createEngine,
  toSiren: () => true,
  fromSiren: () => true,
};

/** What became of one made-up threat. */
export interface SelfTestRound {
  /** From the first octets until the siren's answer was taken in; null where that did not come in time. */
  readonly roundTripMs: number | null;
  /** When each link that was passed was passed, counted from the first octets. */
  readonly passedMs: Readonly<Partial<Record<SelfTestLink, number>>>;
  /** The first that was not passed in time. */
  readonly broken: SelfTestLink | null;
  /** What was said to be wrong on the way, the last; empty where nothing was. */
  readonly trouble: string;
}

/**
 * Sends a made-up threat as octets over a socket of this machine into the adapter, engine, dispatcher and siren channel that every
 * post is made of: their own instances, of a site of its own, with a journal that keeps nothing. Takes at most `withinUs` and what it takes
 * to open and close lines.
 */
export async function flyRound(options: {
  readonly threat: MadeUpThreat;
  readonly clock: LiveClock;
  readonly chance: () => number;
  readonly withinUs: number;
  readonly signal: AbortSignal;
  readonly taps?: Partial<RoundTaps>;
}): Promise<SelfTestRound> {
  const { threat, clock, withinUs } = options;
  const taps: RoundTaps = { ...NO_TAPS, ...options.taps };
  const watch = new StageWatch(() => clock.nowUs());
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  let trouble = "";
  const post = postOf({ threat, clock, taps, watch, tell: (detail) => (trouble = detail) });
  const ports = { clock, chance: options.chance };
  const { run, opened } = runInput({ threat, ports, post, signal });
  let line: Line | null = null;
  try {
    const port = await inTime(opened, ports, signal);
    line = port === null ? null : lineTo(port, ports);
    if (
      line !== null &&
      (await inTime(
        line.ready.then(() => true),
        ports,
        signal,
      )) === true
    )
      await send({ threat, clock, taps, watch, line, withinUs, signal });
    const untilUs = (watch.startUs ?? clock.nowUs()) + withinUs;
    if (watch.startUs !== null) await Promise.race([watch.whole, clock.waitUntil(untilUs, signal)]);
  } finally {
    stop.abort();
    await line?.close();
    await run;
    await post.end();
  }
  const passedMs = watch.passedMs();
  const broken = watch.broken();
  return {
    roundTripMs: broken === null ? (passedMs.receipt ?? null) : null,
    passedMs,
    broken,
    trouble,
  };
}

function postOf(of: {
  readonly threat: MadeUpThreat;
  readonly clock: LiveClock;
  readonly taps: RoundTaps;
  readonly watch: StageWatch;
  readonly tell: (detail: string) => void;
}): Post {
  const { threat, clock, taps, watch, tell } = of;
  const siren = createNullSiren({
    mode: threat.site.mode,
    clock,
    taps: {
      ...taps,
      toSiren: (octets) => {
        const goes = taps.toSiren(octets);
        if (goes) watch.pass("channel");
        return goes;
      },
    },
    reports: {
      receipt: (receipt) => post.receipt(NULL_SIREN_ID, receipt),
      fault: (subject, detail) => tell(`${subject}: ${detail}`),
    },
    sounds: () => watch.pass("siren"),
  });
  const post: Post = assemblePost({
    site: threat.site,
    clock,
    journal: unwrittenJournal(),
    engine: watch.watched(taps.engine()),
    recovered: NOTHING_RECOVERED,
    channels: [siren],
    observe: (step) => {
      for (const effect of step.effects)
        if (effect.type === "fault")
          tell(`${effect.fault.code} ${effect.fault.subject}: ${effect.fault.detail}`);
    },
  });
  post.begin();
  return post;
}

/** The input as a post opens it, at a port that the system chooses. */
function runInput(of: {
  readonly threat: MadeUpThreat;
  readonly ports: SourcePorts;
  readonly post: Post;
  readonly signal: AbortSignal;
}): { readonly run: Promise<void>; readonly opened: Promise<number> } {
  const { threat, ports, post, signal } = of;
  let listens: (port: number) => void = () => undefined;
  const opened = new Promise<number>((resolve) => (listens = resolve));
  const source = createUdpSource(
    {
      listen: [{ address: LOOPBACK, port: 0 }],
      interfaceAddress: LOOPBACK,
      allow: [],
      opened: ([port]) => listens(port),
    },
    ports,
  );
  const adapter = openInput(threat.input, { config: threat.config, ports, given: source });
  return { run: post.runner.run([adapter], signal), opened };
}

function lineTo(port: number, ports: SourcePorts): Line | null {
  const transport = {
    type: "udp" as const,
    address: LOOPBACK,
    port,
    interface: LOOPBACK,
    allow: [],
  };
  const line = openLine({ transport, greeting: () => [], ports });
  return typeof line === "string" ? null : line;
}

/** null where it takes too long. */
async function inTime<T>(
  work: Promise<T>,
  { clock }: SourcePorts,
  signal: AbortSignal,
): Promise<T | null> {
  const late = clock.waitUntil(clock.nowUs() + OPEN_WITHIN_US, signal).then(() => null);
  return Promise.race([work, late]);
}

/** Says what the made-up radar sees, each when it is due, until the threat has arrived or time is over. */
async function send(of: {
  readonly threat: MadeUpThreat;
  readonly clock: LiveClock;
  readonly taps: RoundTaps;
  readonly watch: StageWatch;
  readonly line: Line;
  readonly withinUs: number;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { threat, clock, taps, watch, line, withinUs, signal } = of;
  const { simulation, plan, fromUs } = threat;
  const beganUs = clock.nowUs();
  const tally: SendTally = new Map([[plan.inputId, emptyTally()]]);
  const messages = outgoingMessages({
    simulation,
    plans: [plan],
    faults: NO_FAULTS,
    fromUs,
    toWall: (timeUs) => beganUs + timeUs - fromUs,
    tally,
  });
  for (const { dueUs, bytes } of messages) {
    if (dueUs > clock.nowUs()) await Promise.race([clock.waitUntil(dueUs, signal), watch.whole]);
    const { startUs } = watch;
    const isOver = startUs !== null && clock.nowUs() - startUs > withinUs;
    if (signal.aborted || isOver || watch.broken() === null) return;
    if (bytes[0] === PLOTS) watch.start();
    if (taps.toInput(bytes)) line.send(bytes);
  }
}
