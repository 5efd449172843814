/** Causes that several cases share. */
const CAUSES = {
  drift:
    "A balloon that drifts is told from a multirotor by nothing, and one that carries people takes ten seconds to be known: it comes with the wind as a multirotor can (docs/adr/0038).",
  weather:
    "What the wind carries is clutter, and surely so after some ten seconds: until then people are told to get ready for a cell of rain, and to cover where another echo makes it fast.",
  large:
    "A large bird of -20 dBsm, alone or with one other, looks like a small drone (docs/adr/0037).",
  falling:
    "What falls at 55 m/s from 3,500 m is of no kind that flies, and its course is known to 20 m/s at first, which leads to the town too: nothing tells a jumper from a bomb that glides.",
  fast: "Birds that wind or wings carry at 26 to 30 m/s are faster than a bird is believed to be for long (docs/adr/0037).",
  size: "Nothing is held back as probably harmless of which no cross-section was reported twice (docs/adr/0037): without one birds send people to cover.",
  flat: "What falls before a radar without elevation has no height yet, and over counts as upon.",
  blasts:
    "What is thrown up comes down: nothing tells a firework or a stone from a bomb that was fired near.",
} as const;

/** Cases that are known to fail, each with its cause: one that passes is to be taken from the list. */
export const KNOWN_FAILURES: Readonly<Record<string, string>> = {
  "harmless/airliners/fighter-pair-passing":
    "Two things of 3 dBsm at 230 m/s and 1,600 m are fighters by a third, and by the rest what nobody knows: nothing tells them from missiles with a lens that flew so high.",
  "harmless/birds-without-size/gulls-over-a-field": CAUSES.size,
  "harmless/birds-without-size/one-gull": CAUSES.size,
  "harmless/birds-without-size/pigeons": CAUSES.size,
  "harmless/birds-without-size/starlings": CAUSES.size,
  "harmless/birds-without-size/two-swans": CAUSES.size,
  "harmless/birds/a-pair-of-swans": CAUSES.large,
  "harmless/birds/gulls-in-a-storm": CAUSES.fast,
  "harmless/falls-elsewhere/fireworks-in-the-town": CAUSES.blasts,
  "harmless/falls-and-fires/fireworks-at-the-lake": CAUSES.blasts,
  "harmless/falls-and-fires/sonde-falls-on-its-parachute":
    "What sinks at 10 m/s from 3 km and drifts over people comes as a multirotor can that was sent up high.",
  "harmless/ground-storm-and-lines/blades-of-windmills":
    "The radar has a blade now rising and now sinking, at a mill's place: two of its detections make something of 43 m/s.",
  "harmless/ground-storm-and-lines/motorboats-race":
    "At 5 km a height is known to 30 m: what comes in at 28 m/s is a boat by halves, and by a quarter a drone over the water.",
  "harmless/ground-storm-and-lines/snow-squall": CAUSES.weather,
  "harmless/sport-and-work-in-the-air/crop-duster-turns-over-the-houses":
    "It begins 2.4 km off and comes straight on at 48 m/s: five detections make it a helicopter or an aircraft with 0.57, and half a minute is left.",
  "harmless/sport-and-work-in-the-air/parachutists": CAUSES.falling,
  "harmless/feeds/attack-of-yesterday":
    "A sensor whose clock is a day wrong is corrected and not muted (promise *clock*); a feed that plays yesterday with yesterday's times looks like one. Two sources asked for (policy.corroboration) hold it.",
  "harmless/feeds/nine-in-ten-lost":
    "With ten seconds between two looks an airliner is detected twice before it is over the town, and probably one by then: people are told to get ready.",
  "harmless/radar-without-elevation/rocket-passing-over": CAUSES.flat,
  "harmless/weather-and-ground/hot-air-balloon": CAUSES.drift,
  "harmless/weather-and-ground/party-balloons": CAUSES.drift,
  "harmless/weather-and-ground/weather-balloon": CAUSES.drift,
  "threat/heard-and-spotted/rocket-with-ears-open":
    "Microphones hear a rocket for seconds after it has passed, and what they hear makes a track of its own, which leads elsewhere.",
  "threat/in-false-detections/sixty-bombs-before-a-quiet-radar":
    "Sixty bombs within two seconds are detections that many ways fit: one of them leads to the depot for a moment.",
  "threat/in-company/under-heavy-rain": CAUSES.weather,
  "threat/radar-without-elevation/mortar-120mm-far":
    "Without elevation the length of a steep flight is not known: a place a kilometre and a half behind the fall is warned too.",
  "threat/radar-without-elevation/rocket-107mm":
    "Without elevation a rocket on its way up is a slow object that flies on: a place far behind the fall is warned too.",
  "threat/unusual-ways/among-parachutists": CAUSES.falling,
  "threat/raids/forty-rockets":
    "The policy warns from 10 %: of forty rockets one is held for a moment to fall a kilometre and a half long with just that.",
};
