import { holdLibrary } from "./hold-library.ts";

holdLibrary("threat");
