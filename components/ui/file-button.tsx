"use client";

import { FileUp } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "./button";

export type FileButtonProps = {
  label: string;
  /** as the browser's file input takes it: ".yaml,.json" */
  accept: string;
  onFile: (file: File) => void;
};

/** A button that asks for a file, and a place to drop one on it; says which file was chosen. */
export function FileButton({ label, accept, onFile }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState<string>();
  const [over, setOver] = useState(false);
  const take = (file: File | undefined) => {
    if (!file) return;
    setName(file.name);
    onFile(file);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button is the first
    <div
      data-over={over || undefined}
      className="flex flex-wrap items-center gap-3 rounded-lg border border-input border-dashed p-3 data-over:border-primary data-over:bg-primary-soft"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files[0]);
      }}
    >
      <Button variant="outline" size="sm" onClick={() => input.current?.click()}>
        <FileUp aria-hidden="true" /> {label}
      </Button>
      <span className="min-w-0 truncate text-muted-foreground text-xs" role="status">
        {name ?? <span className="max-sm:hidden">or drop it here</span>}
      </span>
      <input
        ref={input}
        type="file"
        aria-label={label}
        tabIndex={-1}
        accept={accept}
        className="hidden"
        onChange={(event) => {
          take(event.currentTarget.files?.[0]);
          event.currentTarget.value = "";
        }}
      />
    </div>
  );
}
