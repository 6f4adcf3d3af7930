import { notFound } from "next/navigation";

/** An address in a workspace that leads nowhere is answered inside it, with the way to everything else beside it. */
export default function NowherePage() {
  notFound();
}
