import path from "node:path";
import { type Owner, worldReachable } from "./postgres-binaries.ts";

/** Where the data folder can be used by `owner`: below a 0700 folder it moves to /var/lib. */
export function reachableDir(dir: string, owner: Owner): string {
  const wanted = path.resolve(dir);
  if (owner === undefined || worldReachable(path.dirname(wanted))) return wanted;
  return path.join("/var/lib", `sojourn${wanted.replaceAll("/", "-")}`);
}
