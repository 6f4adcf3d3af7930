import { auth } from "./auth";
import type { SignedIn } from "./authentication";

/** The signed-in person of a request's session cookie; undefined without a valid session. For pages and for the API. */
export async function readAccount(headers: Headers): Promise<SignedIn | undefined> {
  if (!headers.get("cookie")) return undefined;
  const found = await auth().api.getSession({ headers });
  if (!found) return undefined;
  const { user, session } = found;
  return { userId: user.id, email: user.email, name: user.name, sessionId: session.id };
}
