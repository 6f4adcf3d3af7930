"use client";

import { useMemo, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { frameDocument } from "./frame-document";

/** What mail apps do that know no dark style sheets, or ignore them: everything is turned around but pictures. */
const INVERTED =
  "html{filter:invert(1) hue-rotate(180deg);background:#fff}img,video{filter:invert(1) hue-rotate(180deg)}";

const PAGE = "body{overflow-x:hidden}a{cursor:default}";

type MailFrameProps = {
  html: string;
  title: string;
  /** px that the mail believes it has */
  width: number;
  dark?: boolean;
  /** light, and then turned around by the mail app */
  inverted?: boolean;
  /** a click on an outlined variable, which it names */
  onVariable?: (path: string) => void;
  /** grows to the mail's height; otherwise fills its box and scrolls */
  grow?: boolean;
  className?: string;
};

/**
 * Shows a mail's HTML in a sandboxed frame: no scripts, no forms, a strict policy. `allow-same-origin` lets us measure its height and,
 * without scripts, gives the mail nothing.
 */
export function MailFrame({
  html,
  title,
  width,
  dark = false,
  inverted = false,
  onVariable,
  grow = false,
  className,
}: MailFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(480);
  const source = useMemo(
    () => frameDocument(html, dark, inverted ? `${PAGE}${INVERTED}` : PAGE),
    [html, dark, inverted],
  );
  const measure = () => {
    const element = frame.current;
    const root = element?.contentDocument?.documentElement;
    if (!grow || !element || !root) return;
    // a page is never shorter than its window: the window is closed while we look
    element.style.height = "0px";
    const tall = root.scrollHeight;
    element.style.height = `${tall}px`;
    setHeight(tall);
  };
  const listen = () => {
    measure();
    frame.current?.contentDocument?.addEventListener("click", (event) => {
      const element = event.target;
      // of the frame's own realm: instanceof would ask for this page's
      const marked = element && "closest" in element ? (element as Element).closest("[data-missing]") : null;
      const path = marked?.getAttribute("data-missing");
      if (!path || !onVariable) return;
      event.preventDefault();
      onVariable(path);
    });
  };
  return (
    <iframe
      ref={frame}
      title={title}
      srcDoc={source}
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      onLoad={listen}
      tabIndex={-1}
      className={cn("block border-0", className)}
      style={{ width, maxWidth: "100%", colorScheme: dark ? "dark" : "light", ...(grow ? { height } : {}) }}
    />
  );
}
