import type { Fault } from "./fault";
import { badProvider } from "./faults/bad-provider";
import { cap } from "./faults/cap";
import { clock } from "./faults/clock";
import { everything } from "./faults/everything";
import { interrupt } from "./faults/interrupt";
import { kill } from "./faults/kill";
import { midFlight } from "./faults/mid-flight";
import { nineOClock } from "./faults/nine-o-clock";
import { poison } from "./faults/poison";
import { postgresStop } from "./faults/postgres-stop";
import { proxy } from "./faults/proxy";
import { queueLoss } from "./faults/queue-loss";
import { randomKill } from "./faults/random-kill";
import { sigstop } from "./faults/sigstop";
import { terminate } from "./faults/terminate";
import { timeoutRace } from "./faults/timeout-race";
import { unsubscribeRace } from "./faults/unsubscribe-race";
import { versions } from "./faults/versions";

/** Every fault there is, in the order in which they are played. */
export const faults: readonly Fault[] = [
  everything,
  kill,
  randomKill,
  sigstop,
  postgresStop,
  terminate,
  proxy,
  queueLoss,
  badProvider,
  timeoutRace,
  unsubscribeRace,
  cap,
  poison,
  midFlight,
  clock,
  versions,
  nineOClock,
  interrupt,
];
