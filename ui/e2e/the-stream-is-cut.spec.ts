import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { expect, looked, signIn, test } from './lab';

/** A wire to the server that can be cut: what is open falls silent without a word, and nobody gets through. */
class Wire {
  private readonly open = new Set<Socket>();
  private cutNow = false;

  private constructor(private readonly server: Server) {}

  static async to(address: string): Promise<Wire> {
    const { hostname, port } = new URL(address);
    const wire: Wire = new Wire(
      createServer((near) => {
        if (wire.cutNow) return void near.destroy();
        const far = createConnection(Number(port), hostname);
        near.pipe(far).pipe(near);
        for (const socket of [near, far]) {
          wire.open.add(socket);
          socket.on('error', () => {});
          socket.on('close', () => {
            wire.open.delete(socket);
            near.destroy();
            far.destroy();
          });
        }
      }),
    );
    await new Promise<void>((ready) => wire.server.listen(0, hostname, ready));
    return wire;
  }

  get address(): string {
    const at = this.server.address();
    if (typeof at !== 'object' || at === null) throw new Error('the wire has no end');
    return `http://localhost:${at.port}`;
  }

  cut(): void {
    this.cutNow = true;
    for (const socket of this.open) {
      socket.unpipe();
      socket.pause();
    }
  }

  mend(): void {
    this.cutNow = false;
    for (const socket of this.open) socket.destroy();
  }

  end(): void {
    this.mend();
    this.server.close();
  }
}

test('when the stream is cut, stale data looks stale, and comes back by itself', async ({
  page,
  lab,
  api,
  station,
}) => {
  const wire = await Wire.to(lab.console);
  // So that nobody has to wait half a minute for silence to be noticed.
  await api.patch('/settings', { liveHeartbeatSeconds: '1' });
  try {
    await signIn(page, { ...lab, console: wire.address });
    await page.goto(`${wire.address}/stations/${station}`);
    await expect(page.getByRole('heading', { name: station })).toBeVisible();
    await expect(page.locator('[data-live="open"]')).toBeVisible();
    await expect(page.locator('[data-stale="true"]')).toHaveCount(0);

    wire.cut();
    await expect(page.getByText('No news from the server')).toBeVisible();
    await expect(page.locator('[data-live="stale"]')).toHaveText('Not live');
    const grey = page.locator('[data-stale="true"] .live-value').first();
    await expect(grey).toHaveCSS('filter', /grayscale/);
    await page.screenshot({ path: 'target/pictures/stale.png' });

    await api.patch(`/stations/${station}`, { serialNumber: 'NEW-77' });
    wire.mend();
    await expect(page.locator('[data-live="open"]')).toBeVisible();
    await expect(page.getByText('No news from the server')).toBeHidden();
    await expect(page.getByText('NEW-77')).toBeVisible();
    await looked(page, 'stream-back');
  } finally {
    await api.patch('/settings', { liveHeartbeatSeconds: null });
    wire.end();
  }
});
