import type { Metadata } from "next";
import { CodePools } from "@/components/code-pools/code-pools";

export const metadata: Metadata = { title: "Discount codes" };

export default function CodesPage() {
  return <CodePools />;
}
