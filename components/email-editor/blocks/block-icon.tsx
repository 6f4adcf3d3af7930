import {
  Heading,
  ImageIcon,
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
  divider: Minus,
  spacer: MoveVertical,
  footer: PanelBottom,
};

export function BlockIcon({ type, className }: { type: BlockType; className?: string }) {
  const Icon = icons[type];
  return <Icon className={className} aria-hidden="true" />;
}
