import { expect, it } from 'vitest';
import { fileOf } from './ExportMenu';

it('a file of a list has the filter that is on the screen', () => {
  expect(fileOf('/transactions', { station: 'CP 1', state: undefined, idToken: '' }, 'jsonl')).toBe(
    '/api/v1/transactions?station=CP+1&format=jsonl',
  );
  expect(fileOf('/overview/stations', { state: ['faulted', 'offline'] }, 'csv', ['id', 'site'])).toBe(
    '/api/v1/overview/stations?state=faulted&state=offline&format=csv&columns=id%2Csite',
  );
});
