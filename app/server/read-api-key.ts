/**
 * The API key of an Authorization header: `Bearer <key>`, or Basic with the key as user name. undefined when there is no
 * header or it is neither.
 */
export function readApiKey(authorization: string | undefined): string | undefined {
  const [scheme, credentials, ...rest] = (authorization ?? "").trim().split(/\s+/);
  if (!scheme || !credentials || rest.length > 0) return undefined;
  if (scheme.toLowerCase() === "bearer") return credentials;
  if (scheme.toLowerCase() !== "basic") return undefined;
  const [user] = Buffer.from(credentials, "base64").toString("utf8").split(":");
  return user || undefined;
}
