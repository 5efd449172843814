import { areaId, channelId, type Mode, type Warning } from "@tocsin/core";
import type { Channel, ChannelReceipt, OutgoingWarning } from "@tocsin/sdk";
import { simulate } from "@tocsin/sim";
import { expect, test } from "vitest";
import type { Receipt } from "../../src/pipeline/receipt.ts";
import { WarningDispatcher } from "../../src/pipeline/warning-dispatcher.ts";
import { ProcessClock, VirtualWorld } from "../faults/virtual-world.ts";
import { START_US } from "../journal/fixtures.ts";
import { smallAttack, WARNING } from "./fixtures.ts";

const { site } = simulate(smallAttack(10));

const channel = (
  id: string,
  send: (message: OutgoingWarning) => Promise<ChannelReceipt>,
  modes: readonly Mode[] = ["simulation"],
): Channel => ({ id: channelId(id), modes, send, close: () => Promise.resolve() });

const sent = (): Promise<ChannelReceipt> => Promise.resolve({ outcome: "sent", detail: "ok" });
const never = (): Promise<never> => new Promise(() => undefined);

interface Dated {
  readonly receipt: Receipt;
  readonly atUs: number;
}

function dispatcherTo(...channels: readonly Channel[]) {
  const world = new VirtualWorld(START_US);
  const receipts: Dated[] = [];
  const dispatcher = new WarningDispatcher({
    channels,
    site,
    clock: new ProcessClock(world),
    receipt: (receipt) => receipts.push({ receipt, atUs: world.nowUs - START_US }),
  });
  return { world, receipts, dispatcher };
}

const outcomes = (receipts: readonly Dated[]): readonly string[] =>
  receipts.map(({ receipt, atUs }) => `${receipt.channelId} ${receipt.outcome} at ${atUs / 1e6} s`);

test("a channel that hangs, throws or rejects keeps no other from its warning, and is reported failed in ten seconds", async () => {
  const { world, receipts, dispatcher } = dispatcherTo(
    channel("throws", () => {
      throw new Error("a defect");
    }),
    channel("hangs", never),
    channel("rejects", () => Promise.reject(new Error("no line"))),
    channel("works", sent),
  );
  dispatcher.dispatch(WARNING, true);
  await world.run(START_US + 9_999_999);
  expect(outcomes(receipts).toSorted()).toEqual([
    "rejects failed at 0 s",
    "throws failed at 0 s",
    "works sent at 0 s",
  ]);
  await world.run(START_US + 11_000_000);
  expect(outcomes(receipts).at(-1)).toBe("hangs failed at 10 s");
  expect(receipts.at(-1)?.receipt.detail).toBe("no answer within 10 s");
  await dispatcher.settled();
});

test("a warning that was worded ahead is sent once it is dispatched, in the same words, recorded or not", async () => {
  const messages: OutgoingWarning[] = [];
  const { world, dispatcher } = dispatcherTo(
    channel("works", (message) => {
      messages.push(message);
      return sent();
    }),
  );
  const ahead = { ...WARNING };
  dispatcher.prepare(ahead);
  dispatcher.prepare({ ...WARNING, areaId: areaId("elsewhere") });
  await world.run(START_US + 1);
  expect(messages).toEqual([]);
  dispatcher.dispatch(ahead, false);
  dispatcher.dispatch({ ...WARNING }, true);
  await world.run(START_US + 2);
  const [first, second] = messages;
  expect(first.recorded).toBe(false);
  expect(second).toEqual({ ...first, recorded: true });
});

test("a message goes with its area's outline, words and whether it is recorded", async () => {
  const messages: OutgoingWarning[] = [];
  const { world, dispatcher } = dispatcherTo(
    channel("works", (message) => {
      messages.push(message);
      return sent();
    }),
  );
  dispatcher.dispatch(WARNING, false);
  await world.run(START_US + 1);
  expect(messages).toHaveLength(1);
  const [{ areaRingsDeg, recorded, headline, areaName }] = messages;
  expect(recorded).toBe(false);
  expect(areaName).toBe("Area");
  expect(headline).toContain("TAKE COVER");
  expect(areaRingsDeg[0].length).toBeGreaterThan(6);
  for (let i = 0; i < areaRingsDeg[0].length; i += 2) {
    expect(Math.abs(areaRingsDeg[0][i] - 40)).toBeLessThan(0.01);
    expect(Math.abs(areaRingsDeg[0][i + 1] - 20)).toBeLessThan(0.01);
  }
});

test("a mode that a channel does not carry never reaches it, and whoever has answered is not asked again", async () => {
  let live = 0;
  let again = 0;
  const { world, receipts, dispatcher } = dispatcherTo(
    channel("live", () => (live++, sent()), ["live"]),
    channel("mixed", () => (live++, sent()), ["live", "simulation"]),
    channel("answered", () => (again++, sent())),
    channel("owes", sent),
  );
  dispatcher.dispatch(WARNING, true, ["answered"]);
  await world.run(START_US + 1);
  expect([live, again]).toEqual([0, 0]);
  expect(outcomes(receipts)).toEqual([
    "live not-live at 0 s",
    "mixed not-live at 0 s",
    "owes sent at 0 s",
  ]);
});

test("a channel that knows whom it warns is waited for at each of them", async () => {
  const { world, receipts, dispatcher } = dispatcherTo(
    channel("sirens", () =>
      Promise.resolve({ outcome: "sent", detail: "ok", recipients: ["gate-1", "gate-2"] }),
    ),
  );
  dispatcher.dispatch(WARNING, true);
  await world.run(START_US + 1);
  expect(receipts.map(({ receipt }) => [receipt.recipient, receipt.outcome])).toEqual([
    ["gate-1", "sent"],
    ["gate-2", "sent"],
    [undefined, "sent"],
  ]);
});

test("what holds from before a restart is told to channels that say what is valid, and sent to nobody", async () => {
  let sends = 0;
  const resumed: string[] = [];
  const valid: Channel = {
    ...channel("valid", () => (sends++, sent())),
    resume: (messages) => resumed.push(...messages.map(({ areaName }) => areaName)),
  };
  const { world, dispatcher } = dispatcherTo(valid);
  dispatcher.resume([{ warning: WARNING }, { warning: { ...WARNING, expiresUs: START_US } }]);
  await world.run(START_US + 1);
  expect([sends, resumed]).toEqual([0, ["Area"]]);
});

function postWithStandby() {
  const world = new VirtualWorld(START_US);
  const duty: string[] = [];
  const told: string[] = [];
  const dispatcher = new WarningDispatcher({
    channels: [
      channel("sirens", () => Promise.reject(new Error("no line"))),
      channel("duty-phone", ({ warning, recorded }) => {
        duty.push(`${warning.version} ${warning.stage}${recorded ? "" : " unrecorded"}`);
        return sent();
      }),
    ],
    site,
    clock: new ProcessClock(world),
    receipt: () => undefined,
    duties: new Map([
      ["sirens", { rule: { withinUs: 3_000_000, escalateTo: ["duty-phone"] }, standby: false }],
      ["duty-phone", { rule: null, standby: true }],
    ]),
    unanswered: ({ channelId: id, detail }) => told.push(`${id}: ${detail}`),
  });
  return { world, dispatcher, duty, told };
}
const LONG: Warning = { ...WARNING, expiresUs: START_US + 60_000_000 };
const END: Warning = { ...LONG, version: 2, stage: "all-clear", action: "end" };

test("a channel that stands by gets what another did not bring as it was, and the end of it", async () => {
  const { world, dispatcher, duty, told } = postWithStandby();
  dispatcher.dispatch(LONG, false);
  await world.run(START_US + 500_000);
  expect(duty).toEqual([`1 ${WARNING.stage} unrecorded`]);
  expect(told).toHaveLength(1);
  dispatcher.dispatch(END, true);
  await world.run(START_US + 1_000_000);
  expect(duty).toEqual([`1 ${WARNING.stage} unrecorded`, "2 all-clear"]);
  await dispatcher.close();
});

test("after a restart a channel that stood by gets the end of the alarm that it carried, and of no other", async () => {
  for (const told of [["duty-phone"], []]) {
    const { world, dispatcher, duty } = postWithStandby();
    dispatcher.resume([{ warning: LONG, told }]);
    dispatcher.dispatch(END, true);
    // Before the failure of the sirens' channel is looked for.
    await world.run(START_US + 100_000);
    expect(duty).toEqual(told.map(() => "2 all-clear"));
    await dispatcher.close();
  }
});

test("closing waits for what is under way, and for no channel for ever", async () => {
  const hanging: Channel = { ...channel("hangs", never), close: never };
  const broken: Channel = {
    ...channel("broken", sent),
    close: () => Promise.reject(new Error("cannot be closed")),
  };
  const { world, receipts, dispatcher } = dispatcherTo(hanging, broken);
  dispatcher.dispatch(WARNING, true);
  let closed = false;
  void dispatcher.close().then(() => (closed = true));
  await world.run(START_US + 9_000_000);
  expect(closed).toBe(false);
  await world.run(START_US + 21_000_000);
  expect(closed).toBe(true);
  expect(receipts).toHaveLength(2);
});

test("an area that the site does not know is sent to nobody, and that is told", () => {
  const { receipts, dispatcher } = dispatcherTo(channel("works", sent));
  const elsewhere: Warning = { ...WARNING, areaId: "elsewhere" as Warning["areaId"] };
  dispatcher.dispatch(elsewhere, true);
  expect(receipts).toMatchObject([
    { receipt: { outcome: "failed", detail: "refused: the site file has no such area" } },
  ]);
});
