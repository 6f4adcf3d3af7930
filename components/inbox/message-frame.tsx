"use client";

import { useMemo, useRef, useState } from "react";
import { frameDocument } from "@/components/email-editor/frame-document";

type MessageFrameProps = {
  html: string;
  title: string /** px the mail believes it has */;
  width: number;
  dark: boolean;
};

const PAGE = "html{overflow-x:auto;overflow-y:hidden}body{margin:0}";
const HEIGHT_MIN = 320;
const HEIGHT_MAX = 20_000;

/**
 * A mail in a sandboxed frame: no scripts, no forms, a policy of its own. Without scripts `allow-same-origin` gives the mail
 * nothing and lets us fit the frame to its height; links open beside us, out of the sandbox.
 */
export function MessageFrame({ html, title, width, dark }: MessageFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(HEIGHT_MIN);
  const source = useMemo(() => frameDocument(html, dark, PAGE), [html, dark]);
  const fit = () => {
    const tall = frame.current?.contentDocument?.documentElement.scrollHeight;
    if (tall) setHeight(Math.min(Math.max(tall, HEIGHT_MIN), HEIGHT_MAX));
  };
  return (
    <iframe
      ref={frame}
      key={`${width} ${dark}`}
      title={title}
      srcDoc={source}
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      onLoad={fit}
      className="mx-auto block max-w-full border-0"
      style={{ width, height, colorScheme: dark ? "dark" : "light" }}
    />
  );
}
