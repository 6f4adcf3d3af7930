"use client";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

/** In place of the question, for whoever can have a model set: what the operator has to do. */
export function HowToSet({ title, onClose }: { title: string; onClose: () => void }) {
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={title}
      description="No language model is set on this installation yet. Until one is, only owners and admins see this."
      footer={<Button onClick={onClose}>Close</Button>}
    >
      <ol className="list-decimal space-y-2 pl-5">
        <li>
          Whoever runs the installation sets <code className="font-mono text-xs">LLM_URL</code> and{" "}
          <code className="font-mono text-xs">LLM_MODEL</code>, with a key also{" "}
          <code className="font-mono text-xs">LLM_API_KEY</code>, in the environment of{" "}
          <code className="font-mono text-xs">npm start</code> and starts again.
        </li>
        <li>
          Any API that speaks OpenAI’s chat completions will do:{" "}
          <code className="break-all font-mono text-xs">https://api.openai.com/v1</code>, or Ollama on the same machine,{" "}
          <code className="break-all font-mono text-xs">http://localhost:11434/v1</code>.
        </li>
      </ol>
    </Dialog>
  );
}
