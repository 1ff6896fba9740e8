/** A key by which the server knows the same wish again. Browsers have randomUUID only where the page came over TLS or from this machine. */
export function onceKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
