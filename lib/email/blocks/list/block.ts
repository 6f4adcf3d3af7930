import { defineBlock } from "../define-block";
import type { ListBlock } from "./schema";

export const listBlock = defineBlock<ListBlock>({
  label: "List",
  icon: "list-ordered",
  keywords: ["cart", "products", "items", "recommendations", "reviews", "loop", "total"],
  texts: ["title", "detail", "aside", "total_label", "total", "empty"],
  create: (id) => ({
    id,
    type: "list",
    path: "event.items",
    limit: 10,
    layout: "rows",
    image: "{{ item.image }}",
    title: "{{ item.name }}",
    detail: "{{ item.description }}",
    aside: '{{ item.price | money: "EUR" }}',
    href: "{{ item.url }}",
    total_label: "",
    total: "",
    empty: "",
  }),
});
