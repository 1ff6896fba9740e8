import { describe, expect, it } from 'vitest';
import { barred, declared, differences, type Shown } from './message';

describe('messages on a display', () => {
  it('know what the station declared', () => {
    const told = declared([
      { variable: 'SupportedFormats', value: 'UTF8, ASCII' },
      { variable: 'SupportedStates', value: '' },
      { variable: 'DisplayMessages', value: '3', maxLimit: 10 },
      { variable: 'Available', value: 'true' },
    ]);
    expect(told).toEqual({ formats: ['UTF8', 'ASCII'], held: 3, most: 10, off: false });
    expect(declared([{ variable: 'Enabled', value: 'false' }]).off).toBe(true);
  });

  it('bar what the version or the station does not know', () => {
    expect(barred('QRCODE', 'ocpp2.0.1', undefined)).toBe('version');
    expect(barred('QRCODE', 'ocpp2.1', undefined)).toBeUndefined();
    expect(barred('HTML', 'ocpp2.1', ['utf8'])).toBe('station');
    expect(barred('UTF8', 'ocpp2.0.1', ['utf8'])).toBeUndefined();
  });

  it('name the fields in which the station differs', () => {
    const message = { content: 'Hello', priority: 'InFront', format: 'UTF8' };
    const shown = { id: 1, status: 'installed', told: 'report', changedAt: '', differs: true } as Shown;
    expect(differences({ ...shown, wanted: message, held: { ...message, content: 'Bye', state: 'Idle' } })).toEqual([
      'content',
      'state',
    ]);
    expect(differences({ ...shown, held: message })).toEqual([]);
  });
});
