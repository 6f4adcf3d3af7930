"use client";

import { Button } from "./button";

export type PaginationProps = {
  /** how many are shown, for the words beside the button */
  shown: number;
  noun: string;
  hasMore: boolean;
  loading: boolean;
  /** the last try to load more */
  failed: boolean;
  onMore: () => void;
};

/** "Load more" under a list that is read by cursor. */
export function Pagination({ shown, noun, hasMore, loading, failed, onMore }: PaginationProps) {
  return (
    <div className="flex items-center justify-between gap-3 border-border border-t px-5 py-3">
      <p className="text-muted-foreground text-xs" role="status">
        {failed && !loading ? "More could not be loaded. " : null}
        {hasMore ? `${shown.toLocaleString("en")} ${noun} shown` : `${shown.toLocaleString("en")} ${noun}`}
      </p>
      {hasMore ? (
        <Button variant="outline" size="sm" onClick={onMore} loading={loading}>
          Load more
        </Button>
      ) : null}
    </div>
  );
}
