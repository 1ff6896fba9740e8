import { describe, expect, it } from 'vitest';
import { begun, fieldOf, form, knownOf, lines, waves } from './draft';

describe('a job being written', () => {
  it('takes identities and sizes of waves in lines or with commas', () => {
    expect(lines(' CP-1\n\nCP-2, CP-3;CP-4 ')).toEqual(['CP-1', 'CP-2', 'CP-3', 'CP-4']);
    expect(waves('5, 50')).toEqual([5, 50]);
  });

  it('of a template has its stations when none are chosen', () => {
    const draft = begun({ template: 'T' });
    expect(form(draft)).toMatchObject({ template: 'T', reset: 'never' });
    expect(form(draft).stations).toBeUndefined();
    expect(form({ ...draft, by: 'list', list: 'CP-1' }).stations).toEqual({ list: ['CP-1'] });
  });

  it('of firmware takes what is known of the image, and no stations from those who chose some', () => {
    const image = { version: '2.0', vendor: 'Acme', model: 'One' };
    const known = { expectedVersion: '2.0', signingCertificate: '', signature: '' };
    const draft = begun({ kind: 'firmware', image: 'I' });
    expect(draft.image).toBe('I');
    expect(knownOf(image, draft)).toEqual({ ...known, filter: { model: ['Acme One'] } });
    expect(knownOf(image, { ...draft, filter: { site: ['Home'] } })).toEqual(known);
  });

  it('of firmware leaves out what was not typed', () => {
    const draft = { ...begun({ kind: 'firmware' }), image: 'I', name: ' Spring ' };
    expect(form(draft)).toMatchObject({
      name: 'Spring',
      stations: { filter: {} },
      command: { type: 'UpdateFirmware', image: 'I' },
    });
    expect(form(draft).command).not.toHaveProperty('signature');
  });

  it('begins when it is told to, by the clock of who writes it', () => {
    const draft = { ...begun({ kind: 'firmware' }), startAt: '2026-11-21T22:00', verifyMinutes: 30 };
    expect(form(draft).pace?.startAt).toBe(new Date(2026, 10, 21, 22).toISOString());
    expect(form(draft).verifyMinutes).toBe(30);
    expect(form(begun({})).pace).not.toHaveProperty('startAt');
  });

  it('knows how stations are to restart', () => {
    const draft = { ...begun({}), command: 'Reset', fields: '{"how": "OnIdle"}' };
    expect(fieldOf(draft, 'how')).toBe('OnIdle');
    expect(fieldOf({ ...draft, fields: '{' }, 'how')).toBeUndefined();
  });

  it('of certificates renews, installs or deletes what another page named', () => {
    const renew = form(begun({ certificate: 'RenewCertificate', certificateType: 'V2GCertificate', stations: 'A,B' }));
    expect(renew).toMatchObject({
      stations: { list: ['A', 'B'] },
      command: { type: 'RenewCertificate', certificateType: 'V2GCertificate' },
    });
    const gone = form(begun({ certificate: 'DeleteCertificate', hash: 'SHA256:aa:bb:0c' }));
    expect(gone.command).toEqual({
      type: 'DeleteCertificate',
      certificateHashData: { hashAlgorithm: 'SHA256', issuerNameHash: 'aa', issuerKeyHash: 'bb', serialNumber: '0c' },
    });
    const root = begun({ certificate: 'InstallCertificate', certificateType: 'MORootCertificate', known: 'ff' });
    expect(root).toMatchObject({ kind: 'certificate', rootType: 'MORootCertificate', known: 'ff' });
  });
});
