"use client";

import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { cn } from "./cn";
import { Input } from "./input";

const PAUSE_MS = 250;

export type SearchFieldProps = {
  initial: string;
  /** called when typing pauses, with the trimmed text */
  onSearch: (text: string) => void;
  label: string;
  placeholder: string;
  className?: string;
};

/** A search box that waits for a pause in typing. */
export function SearchField({ initial, onSearch, label, placeholder, className }: SearchFieldProps) {
  const [typed, setTyped] = useState(initial);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const search = useRef<() => void>(undefined);
  // Whoever goes on by a link does not wait for the pause: what is written into the address while another page is on its way calls them back.
  useEffect(() => {
    const hurry = ({ target }: MouseEvent) =>
      target instanceof Element && target.closest("a[href]") ? search.current?.() : undefined;
    document.addEventListener("click", hurry, true);
    return () => {
      document.removeEventListener("click", hurry, true);
      clearTimeout(timer.current);
    };
  }, []);
  const change = (text: string) => {
    setTyped(text);
    clearTimeout(timer.current);
    search.current = () => {
      clearTimeout(timer.current);
      search.current = undefined;
      onSearch(text.trim());
    };
    timer.current = setTimeout(search.current, PAUSE_MS);
  };
  return (
    <div className={cn("relative min-w-52 max-w-md flex-1", className)}>
      <Search
        className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted-foreground"
        aria-hidden="true"
      />
      <Input
        type="search"
        aria-label={label}
        placeholder={placeholder}
        value={typed}
        onChange={(event) => change(event.target.value)}
        className="pl-9"
      />
    </div>
  );
}
