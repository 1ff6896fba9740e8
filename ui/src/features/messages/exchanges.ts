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
export function matches(exchange: Exchange, filter: MessageSearch, text = filter.q ?? ''): boolean {
  if (filter.action && exchange.action.toLowerCase() !== filter.action.toLowerCase()) return false;
  if (filter.direction && exchange.direction !== filter.direction) return false;
  if (filter.errorsOnly && !isTrouble(exchange)) return false;
  if (filter.evse !== undefined && !concerns(exchange, (part) => evseOf(part) === filter.evse)) return false;
  if (filter.transaction && !transactionsOf(exchange).includes(filter.transaction)) return false;
  const wanted = text.trim().toLowerCase();
  return wanted === '' || searchable(exchange).includes(wanted);
}

/** Whether something in either frame is so. */
function concerns(exchange: Exchange, is: (part: Record<string, unknown>) => boolean): boolean {
  const look = (value: unknown): boolean => {
    if (typeof value !== 'object' || value === null) return false;
    return (!Array.isArray(value) && is(value as Record<string, unknown>)) || Object.values(value).some(look);
  };
  return look(exchange.request) || look(exchange.response);
}

/** The number of an EVSE, in 1.6 of a connector. */
function evseOf(part: Record<string, unknown>): unknown {
  const evse = part.evse as { id?: unknown } | undefined;
  return part.connectorId ?? part.evseId ?? (typeof evse === 'object' ? evse?.id : undefined);
}

/** The ids of transactions that either frame names. */
export function transactionsOf(exchange: Exchange): string[] {
  const found = new Set<string>();
  concerns(exchange, (part) => {
    const { transactionId } = part;
    if (typeof transactionId === 'string' || typeof transactionId === 'number') found.add(String(transactionId));
    return false;
  });
  return [...found];
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
