import { newKey } from '../state/key';
import type { paths } from './schema';
import type { Problem } from './types';

type Method = 'get' | 'put' | 'post' | 'patch' | 'delete';
type Path = keyof paths & string;
type Operation<P extends Path, M extends Method> = NonNullable<paths[P][M]>;

type PathsWith<M extends Method> = {
  [P in Path]: [Operation<P, M>] extends [never] ? never : P;
}[Path];

type PathValues<O> = O extends { parameters: { path: infer V } } ? { path: V } : { path?: never };
type QueryValues<O> = O extends { parameters: { query: infer V } }
  ? { query: V }
  : { query?: Record<string, string> };
type Body<O> = O extends { requestBody: { content: { 'application/json': infer B } } }
  ? { body: B }
  : { body?: unknown };
/** Where two people edit, a write names the version that was read. */
type Version<O> = O extends { parameters: { header: { 'If-Match': string } } }
  ? { ifMatch: string }
  : { ifMatch?: never };
/** `quiet`: made by itself, so that nobody is asked to sign in for it. `nameless`: no cookie goes along. */
type Input<O> = PathValues<O> &
  QueryValues<O> &
  Body<O> &
  Version<O> & { key?: string; quiet?: boolean; nameless?: boolean };

type Success = 200 | 201 | 202 | 204;
type Json<R> = R extends { content: { 'application/json': infer T } } ? T : undefined;
type Result<O> = O extends { responses: infer R }
  ? { [S in keyof R & Success]: Json<R[S]> }[keyof R & Success]
  : never;

/** A refusal of the server: a stable `code` to translate, and the fields that it is about. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: { field: string; rule: string }[];
  /** The header of that name: when the server wants to be asked again. */
  readonly retryAfter: string | null;

  constructor(status: number, problem: Partial<Problem>, retryAfter: string | null = null) {
    super(problem.title ?? `HTTP ${status}`);
    this.status = status;
    this.code = problem.code ?? 'unknown';
    this.fields = problem.fields ?? [];
    this.retryAfter = retryAfter;
  }
}

/** The server could not be reached, or the line broke before its answer was whole: nothing is known about the request. */
export class Offline extends Error {}

/** Whether a call was refused with this status. */
export const isStatus = (error: unknown, status: number): error is ApiProblem =>
  error instanceof ApiProblem && error.status === status;

const lost = (): never => {
  throw new Offline();
};

let signInAgain: (() => Promise<boolean>) | undefined;

/** From now on `ask` is asked when the server no longer knows who calls: true means that it does, and the call is repeated. */
export const whenNobody = (ask: () => Promise<boolean>): void => {
  signInAgain = ask;
};

/** The address of an operation with its path and query values filled in. */
export function addressOf(
  path: string,
  values: Record<string, string> = {},
  query: Record<string, string> = {},
): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
  const search = new URLSearchParams(query).toString();
  return search ? `${filled}?${search}` : filled;
}

/**
 * Calls one operation of the contract. Every write carries an Idempotency-Key (`key`, or a new one), so that
 * it may be repeated. Throws ApiProblem when the server refuses and Offline when it cannot be reached.
 */
export async function call<M extends Method, P extends PathsWith<M>>(
  method: M,
  path: P,
  input: Input<Operation<P, M>>,
): Promise<Result<Operation<P, M>>> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (method !== 'get') headers['idempotency-key'] = input.key ?? newKey();
  if (input.body !== undefined) headers['content-type'] = 'application/json';
  if (input.ifMatch) headers['if-match'] = input.ifMatch;
  const response = await fetch(addressOf(path, input.path, input.query as Record<string, string>), {
    method: method.toUpperCase(),
    headers,
    credentials: input.nameless ? 'omit' : 'same-origin',
    body: input.body === undefined ? null : JSON.stringify(input.body),
  }).catch(lost);
  if (!response.ok) {
    const said = await response.json().catch(() => ({}));
    const problem = new ApiProblem(response.status, said, response.headers.get('retry-after'));
    if (problem.code === 'nobody' && !input.quiet && (await signInAgain?.()))
      return call(method, path, input);
    throw problem;
  }
  return (response.status === 204 ? undefined : await response.json().catch(lost)) as Result<Operation<P, M>>;
}
