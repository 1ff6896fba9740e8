/** Which settings are looked for; in the address. */
export type SettingsSearch = { q?: string; changed?: true };

export function settingsSearch({ q, changed }: Record<string, unknown>): SettingsSearch {
  return { ...(typeof q === 'string' && q !== '' && { q }), ...(changed === true && { changed }) };
}
