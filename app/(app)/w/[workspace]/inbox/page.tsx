import { NoMessageChosen } from "@/components/inbox/no-message-chosen";

export default function Page() {
  return <NoMessageChosen />;
}
