import { expect, test } from "vitest";
import { IN_FLIGHT_MAX, ServiceShares } from "./service-shares.ts";

/** Takes as much as each of the services may have, in turn, and says how much each has. */
function fill(shares: ServiceShares, services: readonly string[]): readonly number[] {
  let more = true;
  while (more) {
    more = false;
    for (const service of services)
      if (shares.mayTake(service)) {
        shares.take(service);
        more = true;
      }
  }
  return services.map((service) => shares.inFlight(service));
}
const services = (count: number, name = "service"): readonly string[] =>
  Array.from({ length: count }, (_, i) => `https://${name}-${i}.example`);

test("one alone has the most that one may have, and eight that hang leave room for a ninth", () => {
  expect(fill(new ServiceShares(), services(1))).toEqual([IN_FLIGHT_MAX]);
  const shares = new ServiceShares();
  const held = fill(shares, services(8));
  expect(Math.max(...held) - Math.min(...held)).toBeLessThanOrEqual(1);
  expect(held.reduce((sum, each) => sum + each)).toBeLessThan(300);
  expect(fill(shares, ["https://ninth.example"])[0]).toBeGreaterThan(20);
});

test("however many hang, those that answer have room, and one that hangs answers no more", () => {
  const shares = new ServiceShares();
  const sound = "https://sound.example";
  shares.take(sound);
  shares.give(sound, true);
  const held = fill(shares, services(1_000, "hanging"));
  expect(held.filter((each) => each === 0).length).toBeGreaterThan(500);
  expect(fill(shares, [sound])[0]).toBeGreaterThan(20);
  const [hanging = ""] = services(1, "hanging");
  while (shares.inFlight(sound) > 0) shares.give(sound, false);
  while (shares.inFlight(hanging) > 0) shares.give(hanging, false);
  expect(shares.mayTake(hanging)).toBe(true);
  shares.take(hanging);
  expect(shares.mayTake(sound)).toBe(false);
});
