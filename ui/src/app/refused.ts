import { ApiError } from '../api/client';

/**
 * Puts what the server refuses at the fields that it names.
 *
 * @returns what belongs to none of them, to be shown above
 */
export function atFields(
  refused: unknown,
  fields: readonly string[],
  set: (field: string, message: string) => void,
): string | undefined {
  if (!(refused instanceof ApiError)) throw refused;
  for (const { field, message } of refused.fields) if (fields.includes(field)) set(field, message);
  const others = refused.fields.filter(({ field }) => !fields.includes(field)).map(({ message }) => message);
  if (others.length > 0) return others.join(' ');
  return refused.fields.length > 0 ? undefined : refused.message;
}
