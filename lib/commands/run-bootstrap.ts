import { closePool } from "@/lib/db/pool";
import { closePrisma } from "@/lib/db/prisma";
import { bootstrap } from "./bootstrap";
import { keyAddresses } from "./key-addresses";

// Started by the launcher after the migrations and before web and worker.
await keyAddresses();
const result = await bootstrap(process.env);
if (result.kind === "made") console.log(`[sojourn] made the owner's account and workspace "${result.slug}"`);
await closePrisma();
await closePool();
