import type { Picture, SourceDetail } from "@tocsin/sdk";
import { createContext, useContext } from "react";
import type { WhyQuery } from "../api/why-query.ts";
import type { Selection } from "../map/selection.ts";

/** What every panel of a screen needs to know beside the picture, and what it may ask for: it seldom changes. */
export interface ScreenModel {
  readonly detail: SourceDetail;
  /** `Asia/Baghdad`; UTC where the site names none. */
  readonly timeZone: string;
  readonly selection: Selection | null;
  readonly select: (selection: Selection | null) => void;
  readonly askWhy: (query: WhyQuery) => void;
  /** Shows a moment; null where the source has only the present. */
  readonly seek: ((timeUs: number) => void) | null;
}

const Context = createContext<ScreenModel | null>(null);
const PictureContext = createContext<Picture | null>(null);
export const ScreenProvider = Context.Provider;
export const PictureProvider = PictureContext.Provider;

export function useScreen(): ScreenModel {
  const model = useContext(Context);
  if (model === null) throw new Error("a panel stands outside a screen");
  return model;
}

/** The moment that is shown. Whoever calls this is drawn anew with each picture. */
export function usePicture(): Picture {
  const picture = useContext(PictureContext);
  if (picture === null) throw new Error("a panel stands outside a screen");
  return picture;
}
