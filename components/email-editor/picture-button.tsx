"use client";

import { ImagePlus } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { AssetResource } from "@/lib/api/schemas/asset";

const AssetDialog = dynamic(() => import("./asset-dialog").then((module) => module.AssetDialog), { ssr: false });

/** Opens the uploaded pictures. */
export function PictureButton({
  onPick,
  label = "Choose a picture",
}: {
  onPick: (asset: AssetResource) => void;
  label?: string;
}) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="outline" size="sm" onClick={() => setOpen(true)}>
        <ImagePlus /> {label}
      </Button>
      {open ? <AssetDialog open onOpenChange={setOpen} onPick={onPick} /> : null}
    </>
  );
}
