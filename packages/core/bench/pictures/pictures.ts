import { crossingPicture } from "./crossing-picture.ts";
import { existencePicture } from "./existence-picture.ts";
import { impactPicture } from "./impact-picture.ts";
import { lawsPicture } from "./laws-picture.ts";

/** The pictures of the concepts, each drawn from a run of the tracker itself. */
export const PICTURES: readonly { readonly name: string; readonly draw: () => string }[] = [
  { name: "tracking-existence", draw: existencePicture },
  { name: "tracking-laws", draw: lawsPicture },
  { name: "tracking-crossing", draw: crossingPicture },
  { name: "projection-impact", draw: impactPicture },
];
export const PICTURE_FOLDER = new URL("../../../../docs/concepts/pictures/", import.meta.url);
