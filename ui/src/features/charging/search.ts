/** Which station's profiles are looked at, and at which EVSE; without one, which site. In the address. */
export type ChargingSearch = { station?: string; evse?: number; site?: string };

export function chargingSearch({ station, evse, site }: Record<string, unknown>): ChargingSearch {
  return {
    ...((typeof station === 'string' || typeof station === 'number') && station !== '' && { station: String(station) }),
    ...(typeof evse === 'number' && Number.isInteger(evse) && evse >= 0 && { evse }),
    ...((typeof site === 'string' || typeof site === 'number') && site !== '' && { site: String(site) }),
  };
}
