import { auth } from "./auth";
import type { Account } from "./authentication";

/** The signed-in person of a request's session cookie; undefined without a valid session. For pages and for the API. */
export async function readAccount(headers: Headers): Promise<Account | undefined> {
  if (!headers.get("cookie")) return undefined;
  const found = await auth().api.getSession({ headers });
  return found ? { userId: found.user.id, email: found.user.email, name: found.user.name } : undefined;
}
