"use client";

import type { RefusedField } from "./form-context";
import { leadTo } from "./refused-fields";

/** More than these would cover the form that they are about. */
const NAMED_MAX = 3;

/** The fields that keep a form from being sent, by name with what each says; the name leads there. */
export function RefusedList({ fields }: { fields: readonly RefusedField[] }) {
  const more = fields.length - NAMED_MAX;
  return (
    <ul>
      {fields.slice(0, NAMED_MAX).map((field, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two fields of one form may have the same name
        <li key={index}>
          <button type="button" className="font-medium underline underline-offset-2" onClick={() => leadTo(field)}>
            {field.name}
          </button>
          : {field.message}
        </li>
      ))}
      {more > 0 ? <li>And {more === 1 ? "one more field" : `${more} more fields`}.</li> : null}
    </ul>
  );
}
