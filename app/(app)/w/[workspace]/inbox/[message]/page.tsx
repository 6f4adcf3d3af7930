import { MessageReader } from "@/components/inbox/message-reader";

export default async function Page({ params }: { params: Promise<{ message: string }> }) {
  const { message } = await params;
  return <MessageReader id={message} />;
}
