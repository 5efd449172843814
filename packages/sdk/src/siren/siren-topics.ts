import type { Mode } from "@tocsin/core";

/** Topics of a broker between a post and its sirens, all below `BASE/SITE/MODE`. Nothing on them is retained. */
export interface SirenTopics {
  /** Post to all sirens: the state of one area. */
  readonly state: (areaId: string) => string;
  /** All of {@link state}. */
  readonly states: string;
  /** Post to all sirens: that it lives, and what holds. */
  readonly heartbeat: string;
  /** Post to all sirens: all that holds, when the line between them stands again. */
  readonly valid: string;
  /** Post to one siren: silent tests, and answers to what it asked. */
  readonly to: (sirenId: string) => string;
  /** One siren to the post. */
  readonly from: (sirenId: string) => string;
  /** All of {@link from}. */
  readonly fromAll: string;
  /** Where the broker says that a siren is gone (its last will). Unsigned: a reason to ask, and no more. */
  readonly gone: (sirenId: string) => string;
  /** All of {@link gone}. */
  readonly goneAll: string;
  /** Where the broker says that the post is gone, for whoever wants to know at once. Unsigned. */
  readonly post: string;
}

export function sirenTopics(base: string, siteId: string, mode: Mode): SirenTopics {
  const root = `${base}/${siteId}/${mode}`;
  return {
    state: (areaId) => `${root}/state/${areaId}`,
    states: `${root}/state/+`,
    heartbeat: `${root}/heartbeat`,
    valid: `${root}/valid`,
    to: (sirenId) => `${root}/to/${sirenId}`,
    from: (sirenId) => `${root}/from/${sirenId}`,
    fromAll: `${root}/from/+`,
    gone: (sirenId) => `${root}/gone/${sirenId}`,
    goneAll: `${root}/gone/+`,
    post: `${root}/post`,
  };
}
