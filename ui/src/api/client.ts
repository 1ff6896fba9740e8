import createClient, { type Middleware } from 'openapi-fetch';
import type { components, paths } from './schema';

export type Schemas = components['schemas'];

/** What the server says when it refuses: RFC 9457, with a stable code. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly fields: readonly FieldError[] = [],
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

export type FieldError = { field: string; rule: string; message: string };

/** The token against foreign pages' requests; the server puts it into a cookie that scripts may read. */
export function csrfToken(cookies: string): string | undefined {
  const found = cookies.split('; ').find((cookie) => cookie.startsWith('XSRF-TOKEN='));
  return found && decodeURIComponent(found.slice('XSRF-TOKEN='.length));
}

const signed: Middleware = {
  onRequest({ request }) {
    const token = csrfToken(document.cookie);
    if (request.method !== 'GET' && token) request.headers.set('X-XSRF-TOKEN', token);
    return request;
  },
};

export const api = createClient<paths>({ baseUrl: window.location.origin });
api.use(signed);

type Answer<T> = { data?: T; error?: unknown; response: Response };

/** The body of an answer, or an ApiError. */
export async function body<T>(answer: Promise<Answer<T>>): Promise<T> {
  let got: Answer<T>;
  try {
    got = await answer;
  } catch (cause) {
    throw new ApiError(0, 'unreachable', cause instanceof Error ? cause.message : String(cause));
  }
  if (!got.response.ok) throw problem(got.response.status, got.error);
  return got.data as T;
}

function problem(status: number, said: unknown): ApiError {
  const told = (typeof said === 'object' && said !== null ? said : {}) as {
    code?: string;
    detail?: string;
    title?: string;
    errors?: FieldError[];
  };
  return new ApiError(
    status,
    told.code ?? `http-${status}`,
    told.detail ?? told.title ?? `HTTP ${status}`,
    told.errors,
  );
}
