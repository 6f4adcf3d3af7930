"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ImagePlus, ImageUp, Trash2 } from "lucide-react";
import { useRef, useState } from "react";
import { ApiError, apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { QueryFailed } from "@/components/data/query-failed";
import { useCursorList } from "@/components/data/use-cursor-list";
import { useWorkspace } from "@/components/data/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Dialog } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { Spinner } from "@/components/ui/spinner";
import { toast } from "@/components/ui/toast";
import type { AssetResource } from "@/lib/api/schemas/asset";

const BYTES_MAX = 5_000_000;

/** Uploading and taking out of the picker; each says so when it fails. */
function useAssetActions(onUploaded: (asset: AssetResource) => void) {
  const queries = useQueryClient();
  const { slug } = useWorkspace();
  const refresh = () => queries.invalidateQueries({ queryKey: [slug, "assets"] });
  const failed = (title: string) => (error: unknown) => toast.error(title, { description: problemText(error) });
  const upload = useMutation({
    mutationFn: (file: File) => {
      if (file.size > BYTES_MAX)
        throw new Error(`“${file.name}” has ${(file.size / 1e6).toFixed(1)} MB; a picture may have at most 5 MB.`);
      return apiFetch<AssetResource>("/assets", { method: "POST", file, query: { name: file.name.slice(0, 200) } });
    },
    onSuccess: async (asset) => {
      await refresh();
      onUploaded(asset);
    },
  });
  const archive = useMutation({
    mutationFn: (asset: AssetResource) => apiFetch<void>(`/assets/${asset.id}`, { method: "DELETE" }),
    onSuccess: refresh,
    onError: failed("The picture was not taken out"),
  });
  return { upload, archive };
}

/** The API names the types that it takes in its own words. */
const whyNot = (error: Error) =>
  error instanceof ApiError && error.status === 415
    ? "The file is not a PNG, JPEG, GIF or WebP picture."
    : problemText(error);

type AssetDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onPick: (asset: AssetResource) => void;
};

/** The pictures that were uploaded, to choose one or bring another. */
export function AssetDialog({ open, onOpenChange, onPick }: AssetDialogProps) {
  const list = useCursorList<AssetResource>("assets", "/assets", { query: { limit: 60 }, enabled: open });
  const pick = (asset: AssetResource) => {
    onPick(asset);
    onOpenChange(false);
  };
  const { upload, archive } = useAssetActions(pick);
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const take = (files: FileList | null) => {
    const [file] = files ?? [];
    if (file) upload.mutate(file);
  };
  const button = (
    <Button size="sm" loading={upload.isPending} onClick={() => input.current?.click()}>
      <ImageUp /> Upload a picture
    </Button>
  );
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        upload.reset();
        onOpenChange(next);
      }}
      size="lg"
      title="Pictures"
      description="PNG, JPEG, GIF or WebP, at most 5 MB. Drop one here, or choose one that is there."
    >
      <section
        aria-label="Drop a picture"
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files);
        }}
        className={cn(
          "flex min-h-56 flex-col gap-4 rounded-lg",
          over && "bg-primary-soft outline-2 outline-primary outline-dashed",
        )}
      >
        <input
          ref={input}
          type="file"
          accept="image/png,image/jpeg,image/gif,image/webp"
          aria-label="Picture to upload"
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => {
            take(event.currentTarget.files);
            event.currentTarget.value = "";
          }}
        />
        {list.items.length > 0 ? <div>{button}</div> : null}
        {upload.error ? (
          <Alert tone="danger" live title="The picture was not uploaded">
            {whyNot(upload.error)}
          </Alert>
        ) : null}
        {list.isLoadingError ? <QueryFailed error={list.error} onRetry={() => void list.refetch()} /> : null}
        {list.isPending ? <Spinner className="m-auto" /> : null}
        {list.isSuccess && list.items.length === 0 ? (
          <EmptyState
            icon={<ImagePlus />}
            title="No pictures yet"
            description="What you upload is kept here and served with your mails, for example your logo or a product."
            action={button}
          />
        ) : null}
        <ul className="grid grid-cols-2 gap-3 sm:grid-cols-4">
          {list.items.map((asset) => (
            <li key={asset.id} className="group relative">
              <button
                type="button"
                onClick={() => pick(asset)}
                className="flex w-full flex-col overflow-hidden rounded-lg border border-border text-left hover:border-primary"
              >
                {/* biome-ignore lint/performance/noImgElement: an uploaded picture, shown as the mail shows it */}
                <img
                  src={localAddress(asset.url)}
                  alt=""
                  loading="lazy"
                  className="h-24 w-full bg-muted object-contain"
                />
                <span className="truncate px-2 pt-1.5 text-xs">
                  <span className="sr-only">Choose </span>
                  {asset.name}
                </span>
                <span className="px-2 pb-1.5 text-muted-foreground text-xs tabular-nums">
                  {asset.width} × {asset.height}
                </span>
              </button>
              <IconButton
                label={`Take ${asset.name} out of this list`}
                size="icon-xs"
                className="absolute top-1 right-1 bg-card opacity-0 focus-visible:opacity-100 group-hover:opacity-100"
                onClick={() => archive.mutate(asset)}
              >
                <Trash2 />
              </IconButton>
            </li>
          ))}
        </ul>
        {list.hasNextPage ? (
          <Button variant="outline" size="sm" className="self-center" onClick={() => void list.fetchNextPage()}>
            Show more
          </Button>
        ) : null}
      </section>
    </Dialog>
  );
}

/** From the page's own server: the public address may not be reachable from here yet (a tunnel, a domain to come). */
function localAddress(url: string): string {
  return new URL(url).pathname;
}
