import { number } from '../../app/format';

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** A size in powers of ten, as the limits of the server count them. */
export function bytes(size: number, language: string): string {
  const step = Math.min(UNITS.length - 1, size < 1 ? 0 : Math.floor(Math.log10(size) / 3));
  const value = size / 1000 ** step;
  return `${number(value, step === 0 || value >= 100 ? 0 : 1, language)} ${UNITS[step]}`;
}

/** What looks like a version in the name of a file: the dotted numbers, with what hangs on them. */
export function versionIn(name: string): string {
  const bare = name.replace(/\.[a-z]{2,5}$/i, '');
  return /\d+(?:\.\d+)+(?:-?(?:rc|beta|alpha)\d*)?/i.exec(bare)?.[0] ?? '';
}

/** The name of whoever a certificate is for: its CN, or all of it. */
export function commonName(subject: string): string {
  return /(?:^|,)\s*CN=((?:\\.|[^,])+)/i.exec(subject)?.[1] ?? subject;
}

/** The order in which an update goes; what ends it in another way stands below, words that are not here last. */
export const STEPS = [
  'requested',
  'running',
  'Accepted',
  'Idle',
  'DownloadScheduled',
  'Downloading',
  'DownloadPaused',
  'Downloaded',
  'SignatureVerified',
  'InstallScheduled',
  'Installing',
  'InstallRebooting',
  'Installed',
  'DownloadFailed',
  'InvalidSignature',
  'InstallVerificationFailed',
  'InstallationFailed',
  'refused',
  'cancelled',
  'unknown',
] as const;

type Step = { word: string; state: string; stations: number; stuck: number };

/** One line for each word, in the order of the work. */
export function funnel(steps: readonly Step[]): Step[] {
  const lines = new Map<string, Step>();
  for (const step of steps) {
    const known = lines.get(step.word);
    lines.set(
      step.word,
      known
        ? {
            ...known,
            stations: known.stations + step.stations,
            stuck: known.stuck + step.stuck,
            state: worse(known, step),
          }
        : step,
    );
  }
  return [...lines.values()].sort((one, other) => place(one.word) - place(other.word));
}

/** A job that the server gave up stands at the word at which it was left. */
function worse(one: Step, other: Step): string {
  return [one.state, other.state].find((state) => state === 'running' || state === 'requested') ?? other.state;
}

function place(word: string): number {
  const at = (STEPS as readonly string[]).indexOf(word);
  return at < 0 ? STEPS.length : at;
}
