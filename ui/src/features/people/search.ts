/** Who is looked for, and whose page is open; in the address. */
export type PeopleSearch = { q?: string; person?: string };

export function peopleSearch({ q, person }: Record<string, unknown>): PeopleSearch {
  return {
    ...(typeof q === 'string' && q !== '' && { q }),
    ...(typeof person === 'string' && person !== '' && { person }),
  };
}
