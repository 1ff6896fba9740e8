import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError, csrfToken, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';

type Stored = Schemas['FileView'];

/**
 * Brings a file; the body is the file itself. fetch does not tell how far it is, so this is done the old way.
 *
 * @param told how many bytes have left
 */
export function send(file: File, told: (sent: number) => void, stop?: AbortSignal): Promise<Stored> {
  return new Promise((arrived, failed) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/v1/files?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    const token = csrfToken(document.cookie);
    if (token) request.setRequestHeader('X-XSRF-TOKEN', token);
    request.upload.onprogress = ({ loaded }) => told(loaded);
    request.onerror = () => failed(new ApiError(0, 'unreachable', 'The server was not reached.'));
    request.onabort = () => failed(new ApiError(0, 'stopped', 'The upload was stopped.'));
    request.onload = () => {
      const said = parsed(request.responseText);
      if (request.status < 300) arrived(said as Stored);
      else
        failed(new ApiError(request.status, said.code ?? `http-${request.status}`, said.detail ?? request.statusText));
    };
    stop?.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

function parsed(text: string): { code?: string; detail?: string } {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

export type Upload = { key: number; name: string; size: number; sent: number; error?: Error; stop: () => void };

let number = 0;

/** Files on their way; what failed stays in sight until it is dismissed. */
export function useUploads(arrived: (file: Stored) => void) {
  const queries = useQueryClient();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const change = (key: number, what: Partial<Upload>) =>
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...what } : one)));
  const dismiss = (key: number) => setUploads((all) => all.filter((one) => one.key !== key));
  const bring = async (file: File) => {
    const key = ++number;
    const stopper = new AbortController();
    const fresh = { key, name: file.name, size: file.size, sent: 0, stop: () => stopper.abort() };
    setUploads((all) => [...all, fresh]);
    try {
      const stored = await send(file, (sent) => change(key, { sent }), stopper.signal);
      dismiss(key);
      await queries.invalidateQueries({ queryKey: keys.files });
      arrived(stored);
    } catch (error) {
      if (error instanceof ApiError && error.code === 'stopped') dismiss(key);
      else change(key, { error: error as Error });
    }
  };
  return { uploads, dismiss, bring: (files: Iterable<File>) => [...files].forEach((file) => void bring(file)) };
}
