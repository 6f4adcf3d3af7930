import {
  Code,
  Columns2,
  Component,
  Heading,
  ImageIcon,
  ListOrdered,
  type LucideIcon,
  Minus,
  MoveVertical,
  PanelBottom,
  SquareMousePointer,
  Type,
} from "lucide-react";
import type { BlockType } from "@/lib/email/blocks/registry";

const icons: Record<BlockType, LucideIcon> = {
  heading: Heading,
  text: Type,
  image: ImageIcon,
  button: SquareMousePointer,
  columns: Columns2,
  list: ListOrdered,
  divider: Minus,
  spacer: MoveVertical,
  html: Code,
  shared: Component,
  footer: PanelBottom,
};

export function BlockIcon({ type, className }: { type: BlockType; className?: string }) {
  const Icon = icons[type];
  return <Icon className={className} aria-hidden="true" />;
}
