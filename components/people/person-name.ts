export type NamedPerson = {
  external_id: string;
  email: string | null;
  first_name: string | null;
  last_name: string | null;
};

/** What a person is called: name, else e-mail, else the id they came with. */
export function personName(person: NamedPerson): string {
  const name = [person.first_name, person.last_name].filter(Boolean).join(" ");
  return name || person.email || person.external_id;
}
