import Link from "next/link";
import { Logo } from "@/components/shell/logo";
import { Button } from "@/components/ui/button";

export default function NotFound() {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-4 p-6 text-center">
      <Logo className="size-12" />
      <h1 className="font-semibold text-2xl tracking-tight">This road leads nowhere</h1>
      <p className="max-w-sm text-muted-foreground">
        There is no such page, or it belongs to a workspace that you are not a member of.
      </p>
      <Button asChild>
        <Link href="/">Go to my workspace</Link>
      </Button>
    </main>
  );
}
