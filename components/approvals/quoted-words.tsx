/** What somebody wrote with a request or a decision; nothing where they wrote nothing. */
export function QuotedWords({ children }: { children: string }) {
  if (children === "") return null;
  return (
    <blockquote className="whitespace-pre-line break-words border-border border-l-2 pl-3 text-foreground">
      {children}
    </blockquote>
  );
}
