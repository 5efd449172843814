import type { AreaView, ReceiverEvent } from "@tocsin/sdk";
import { expect, test } from "vitest";
import { soundOf } from "./sound-of.ts";

const viewOf = (area: string, stage: AreaView["stage"], mode: AreaView["mode"] = "live") =>
  ({ area, mode, stage }) as unknown as AreaView;
const raised = (view: AreaView): ReceiverEvent => ({ kind: "raised", view });
const ended = (view: AreaView): ReceiverEvent => ({ kind: "ended", view });
const heard = (events: readonly ReceiverEvent[], top: AreaView | null) => soundOf(events, top, []);

const mill = viewOf("mill", "take-cover");
const lockReady = viewOf("lock", "pre-alert");
const lockClear = viewOf("lock", "all-clear");

test("of one place, each stage has its sound, and what goes on makes none", () => {
  expect(heard([raised(mill)], mill)).toBe("take-cover");
  expect(heard([raised(lockReady)], lockReady)).toBe("pre-alert");
  expect(heard([ended(lockClear)], lockClear)).toBe("over");
  expect(heard([{ kind: "changed", view: mill }], mill)).toBeNull();
  expect(heard([], mill)).toBeNull();
});

test("another place's end, and a lesser warning elsewhere, leave the siren on", () => {
  expect(heard([ended(lockClear)], mill)).toBeNull();
  expect(heard([raised(mill), ended(lockClear)], mill)).toBe("take-cover");
  expect(heard([ended(lockClear), raised(mill)], mill)).toBe("take-cover");
  expect(heard([raised(lockReady)], mill)).toBeNull();
  expect(heard([ended(viewOf("mill", "all-clear"))], lockReady)).toBeNull();
});

test("what is real is heard over an exercise, and no exercise over what is real", () => {
  const drill = viewOf("lock", "take-cover", "drill");
  expect(heard([raised(drill)], drill)).toBe("take-cover");
  expect(heard([raised(lockReady)], lockReady)).toBe("pre-alert");
  expect(heard([raised(drill)], lockReady)).toBeNull();
  expect(heard([ended(viewOf("lock", "all-clear", "drill"))], mill)).toBeNull();
  expect(heard([ended(viewOf("lock", "all-clear", "drill"))], lockClear)).toBeNull();
});

test("what concerns others only is not heard", () => {
  const atLock = [{ kind: "area", area: "lock", name: "Lock" } as const];
  expect(soundOf([raised(mill)], null, atLock)).toBeNull();
  expect(soundOf([ended(viewOf("mill", "all-clear"))], null, atLock)).toBeNull();
});
