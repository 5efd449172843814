/** Given to a thread by `--import`: it reads the joined modules, as its process does. */
import { useJoinedModules } from "./joined-modules.mjs";

useJoinedModules();
