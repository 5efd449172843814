import { useWho } from "../identity/who.ts";
import { usePicture, useScreen } from "../screen/screen-model.ts";
import type { Signer } from "./operate-client.ts";

/** Who signs here what is for good, and of which site. */
export function useSigner(): Signer {
  const { detail } = useScreen();
  const { mode } = usePicture();
  const who = useWho();
  return { site: detail.site.id, mode, person: who?.account?.id ?? "" };
}
