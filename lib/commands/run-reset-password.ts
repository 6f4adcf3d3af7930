import { closePool } from "@/lib/db/pool";
import { closePrisma } from "@/lib/db/prisma";
import { resetPassword } from "./reset-password";

// Started by `npm run reset-password` with the address as its argument and DATABASE_URL set. Exit code 1: there is no such account.
const address = process.argv[2] ?? "";
const reset = await resetPassword(address);
if (reset.ok) {
  const { email, password, endedSessions: ended } = reset;
  const sessions = ended === 0 ? "No session was open." : `${ended} open session${ended === 1 ? "" : "s"} ended.`;
  console.log(`\n  New password of ${email}:  ${password}\n`);
  console.log(`  It is shown this once. ${sessions} Sign in with it, then choose your own under Your account.\n`);
} else {
  const { accounts, count } = reset;
  const more = count > accounts.length ? ` and ${count - accounts.length} more` : "";
  const there =
    count === 0 ? "There are no accounts yet: the first visit makes one." : `There are: ${accounts.join(", ")}${more}.`;
  console.error(`There is no account with the address "${address}"; nothing was changed. ${there}`);
  process.exitCode = 1;
}
await closePrisma();
await closePool();
