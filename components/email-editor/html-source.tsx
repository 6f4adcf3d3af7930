"use client";

import { useMemo } from "react";

type Piece = { kind: "text" | "tag" | "name" | "value"; text: string };

const TAG = /<!--[\s\S]*?-->|<\/?[a-zA-Z!][^>]*>/g;
const PARTS = /("[^"]*"|'[^']*')|([\w:-]+)(?=\s*=)/g;

const colours: Record<Piece["kind"], string | undefined> = {
  text: undefined,
  tag: "text-primary-text",
  name: "text-warning-text",
  value: "text-success-text",
};

function pieces(html: string): Piece[] {
  const found: Piece[] = [];
  let at = 0;
  for (const match of html.matchAll(TAG)) {
    if (match.index > at) found.push({ kind: "text", text: html.slice(at, match.index) });
    found.push(...tagPieces(match[0]));
    at = match.index + match[0].length;
  }
  if (at < html.length) found.push({ kind: "text", text: html.slice(at) });
  return found;
}

function tagPieces(tag: string): Piece[] {
  const found: Piece[] = [];
  let at = 0;
  for (const match of tag.matchAll(PARTS)) {
    if (match.index > at) found.push({ kind: "tag", text: tag.slice(at, match.index) });
    found.push({ kind: match[1] === undefined ? "name" : "value", text: match[0] });
    at = match.index + match[0].length;
  }
  found.push({ kind: "tag", text: tag.slice(at) });
  return found;
}

/** HTML to read: tags, attributes and values in their own colours. */
export function HtmlSource({ html }: { html: string }) {
  const parts = useMemo(() => pieces(html), [html]);
  return parts.map(({ kind, text }, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text, never reordered
    <span key={i} className={colours[kind]}>
      {text}
    </span>
  ));
}
