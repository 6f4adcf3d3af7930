/**
 * The installation's key material: sessions, signed links and the encryption of provider secrets derive from it. The
 * launcher fills APP_SECRET (given by the operator, or generated once into DATA_DIR); this only reads it.
 * Throws when it is missing or shorter than 32 characters.
 */
export function appSecret(): string {
  const secret = process.env.APP_SECRET;
  if (!secret || secret.length < 32) throw new Error("APP_SECRET must be set and have at least 32 characters");
  return secret;
}
