import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** What the specs need to know of the server under test. */
export type Lab = {
  console: string;
  stations: string;
  setup: string;
  libraries: string;
  /** The server's jar, laid out, and its data folder. */
  app: string;
  data: string;
};

const HERE = import.meta.dirname;

export function java(): string {
  const home = process.env.JAVA_HOME;
  if (!home) throw new Error('JAVA_HOME names no JDK');
  return join(home, 'bin', 'java');
}

/** The server's jar as it is shipped, laid out with its libraries, among them the simulator. */
function laidOut(folder: string): string {
  const target = resolve(HERE, '../../server/target');
  const name = readdirSync(target).find((file) => /^server-.*-app\.jar$/.test(file));
  if (!name) throw new Error(`the server is not packaged: no jar in ${target}`);
  const app = join(folder, 'app');
  execFileSync(java(), ['-Djarmode=tools', '-jar', join(target, name), 'extract', '--destination', app]);
  return join(app, name);
}

function said(server: ChildProcess, wanted: RegExp): Promise<string> {
  return new Promise((found, failed) => {
    let log = '';
    const hear = (text: Buffer) => {
      log += text;
      if (wanted.test(log)) found(log);
    };
    server.stdout?.on('data', hear);
    server.stderr?.on('data', hear);
    server.on('exit', (code) => failed(new Error(`the server ended with ${code}:\n${log}`)));
  });
}

/** A server that runs, and how to end it. */
export type Running = { lab: Lab; end: () => Promise<void> };

/** Starts a server that is laid out already, on a data folder of its own. */
export async function startServer(app: string, data: string): Promise<Running> {
  const ports = ['--port', '0', '--ocpp-port', '0', '--ocpp-tls-port', '0'];
  const flags = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '--enable-native-access=ALL-UNNAMED'];
  const server = spawn(java(), [...flags, '-jar', app, 'run', '--data', data, ...ports], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = await said(server, /Stationmaster is ready[\s\S]*\n\s*\n/);
  const found = (line: RegExp) => {
    const match = line.exec(log)?.[1];
    if (!match) throw new Error(`the server did not print ${line}:\n${log}`);
    return match;
  };
  const lab: Lab = {
    console: found(/Console and API\s+(http:\/\/\S+?)\/\s/),
    stations: found(/Stations\s+(ws:\/\/\S+?)\/\{identity\}/),
    setup: found(/Set up, once\s+(http\S+)/),
    libraries: join(dirname(app), 'lib', '*'),
    app,
    data,
  };
  const end = async () => {
    const ended = new Promise((done) => server.once('exit', done));
    server.kill('SIGTERM');
    await ended;
  };
  return { lab, end };
}

/** Starts the packaged server on a folder of its own; stops it when all specs are through. */
export default async function start(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'stationmaster-console-'));
  chmodSync(folder, 0o711);
  const { lab, end } = await startServer(laidOut(folder), join(folder, 'data'));
  process.env.STATIONMASTER_LAB = JSON.stringify(lab);
  return async () => {
    await end();
    rmSync(folder, { recursive: true, force: true });
  };
}
