import type { Schemas } from '../../api/client';
import type { MessageSearch } from './search';

export type Exchange = Schemas['Message'] & { station: string };

/** How many exchanges a browser keeps; older ones are in the stored log. */
export const KEPT = 1_000;

/** The newest first, each once, at most so many. */
export function merged(newer: readonly Exchange[], older: readonly Exchange[], most = KEPT): Exchange[] {
  const seen = new Set<string>();
  const all: Exchange[] = [];
  for (const exchange of [...newer, ...older]) {
    const name = `${exchange.station} ${exchange.id} ${exchange.messageId}`;
    if (seen.has(name)) continue;
    seen.add(name);
    all.push(exchange);
    if (all.length === most) break;
  }
  return all;
}

/** Whether the exchange is one that is looked for. */
export function matches(exchange: Exchange, filter: MessageSearch, text: string): boolean {
  if (filter.action && exchange.action.toLowerCase() !== filter.action.toLowerCase()) return false;
  if (filter.direction && exchange.direction !== filter.direction) return false;
  if (filter.errorsOnly && !isTrouble(exchange)) return false;
  const wanted = text.trim().toLowerCase();
  return wanted === '' || searchable(exchange).includes(wanted);
}

export function isTrouble(exchange: Exchange): boolean {
  return !['answered', 'noAnswerDue'].includes(exchange.outcome) || exchange.violations.length > 0;
}

function searchable(exchange: Exchange): string {
  return `${exchange.station} ${exchange.action} ${frame(exchange, 'request')} ${frame(exchange, 'response')}`.toLowerCase();
}

/** A frame as it went over the wire; what was no JSON as its text. */
export function frame(exchange: Exchange, which: 'request' | 'response', indent?: number): string {
  const json = exchange[which];
  if (json !== undefined && json !== null) return JSON.stringify(json, null, indent);
  return (which === 'request' ? exchange.requestText : exchange.responseText) ?? '';
}
