/** Colours that the map draws with. They come from tokens.css, so that the map and the panels agree. */
const NAMES = {
  water: "--map-water",
  land: "--map-land",
  coast: "--map-coast",
  grid: "--map-grid",
  label: "--map-label",
  labelSoft: "--ink-soft",
  halo: "--map-halo",
  sensor: "--map-sensor",
  blind: "--map-blind",
  trail: "--map-trail",
  area: "--line-strong",
  calm: "--well-solid",
  caution: "--caution-solid",
  alarm: "--alarm-solid",
  alarmText: "--alarm",
  cautionText: "--caution",
  act: "--act",
} as const;

export type MapPalette = Readonly<Record<keyof typeof NAMES, string>>;

/** As they are now: a probe element resolves variables and theme, which the bare property does not. */
export function readMapPalette(element: HTMLElement): MapPalette {
  const probe = document.createElement("span");
  element.append(probe);
  const colour = (name: string): string => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const palette = Object.fromEntries(
    Object.entries(NAMES).map(([key, name]) => [key, colour(name)]),
  ) as Record<keyof typeof NAMES, string>;
  probe.remove();
  return palette;
}
