/** The kinds of tokens that stations know (OCPP 2.1 IdTokenEnum). */
export const TYPES = [
  'ISO14443',
  'ISO15693',
  'eMAID',
  'Central',
  'Local',
  'KeyCode',
  'MacAddress',
  'VIN',
  'EVCCID',
  'DirectPayment',
] as const;
