import type { Role } from "@/lib/auth/permissions";
import type { Principal } from "@/lib/auth/principal";

/** Only an owner makes, changes or removes an owner. */
export function mayGrant(principal: Principal, role: string): boolean {
  return role !== ("owner" satisfies Role) || (principal.kind === "user" && principal.role === "owner");
}
