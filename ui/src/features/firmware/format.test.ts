import { describe, expect, it } from 'vitest';
import { bytes, commonName, funnel, versionIn } from './format';

describe('firmware', () => {
  it('writes sizes in powers of ten', () => {
    expect([0, 999, 1_000, 34_500, 512_000_000, 10_240_000_000].map((size) => bytes(size, 'en'))).toEqual([
      '0 B',
      '999 B',
      '1.0 kB',
      '34.5 kB',
      '512 MB',
      '10.2 GB',
    ]);
  });

  it('finds the version in the name of a file', () => {
    expect(['acme-one-2.4.1.bin', 'fw_v3.10-rc2.tar', 'firmware.bin', 'station7.bin'].map(versionIn)).toEqual([
      '2.4.1',
      '3.10-rc2',
      '',
      '',
    ]);
  });

  it('names a certificate by its CN', () => {
    expect(commonName('CN=Firmware signing,O=Stationmaster')).toBe('Firmware signing');
    expect(commonName('O=Acme')).toBe('O=Acme');
  });

  it('has one line a word, in the order of the work', () => {
    const steps = [
      { word: 'Installed', state: 'done', stations: 3, stuck: 0 },
      { word: 'Downloading', state: 'unknown', stations: 1, stuck: 0 },
      { word: 'Downloading', state: 'running', stations: 2, stuck: 1 },
      { word: 'requested', state: 'requested', stations: 1, stuck: 0 },
    ];
    expect(funnel(steps)).toEqual([
      steps[3],
      { word: 'Downloading', state: 'running', stations: 3, stuck: 1 },
      steps[0],
    ]);
  });
});
