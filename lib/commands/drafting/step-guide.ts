import { stepConfigSchema } from "@/lib/api/journey-file-schema";
import { plainNames } from "@/lib/journey/names";
import { describeNode } from "@/lib/nodes/describe-node";
import { nodeRegistry } from "@/lib/nodes/registry";
import { schemaWords } from "./schema-words";

let made: string | undefined;

/** Every kind of step, from the registry: what it is for, its exits, its settings. A new kind is in it by being registered. */
export function stepGuide(): string {
  made ??= Object.values(nodeRegistry)
    .map(({ type, description, defaults }) => {
      const exits = describeNode({ id: type, type, config: defaults }, plainNames).ports.map(({ key }) => key);
      return `${type}: ${description}\n  exits: ${exits.join(", ") || "none"}\n  config: ${schemaWords(stepConfigSchema(type))}`;
    })
    .join("\n");
  return made;
}
