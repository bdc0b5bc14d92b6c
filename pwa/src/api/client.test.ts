import { describe, expect, test } from 'vitest';
import { keysOf, problem, serve } from '../testing/server';
import { ApiProblem, addressOf, call, Offline } from './client';

const body = { coming: false };
const path = { session: '0b6d4c0e-8c1a-4f5e-9d56-0d6a4f1c2b3a' };

describe('an address', () => {
  test('escapes what is filled in', () => {
    expect(addressOf('/api/places/{place}', { place: 'a/b?c' })).toBe('/api/places/a%2Fb%3Fc');
  });

  test('carries its query', () => {
    expect(addressOf('/api/volunteer/shifts', {}, { place: 'drammen' })).toBe(
      '/api/volunteer/shifts?place=drammen',
    );
  });
});

describe('a call', () => {
  test('reads without a key and without a body', async () => {
    const fetched = serve(() => Response.json([]));
    expect(await call('get', '/api/places', {})).toEqual([]);
    const init = fetched.mock.calls[0]?.[1];
    expect(init).toMatchObject({ method: 'GET', body: null });
    expect(init?.headers).not.toHaveProperty('idempotency-key');
  });

  test('writes under a key, the caller’s if it has one (F20)', async () => {
    const fetched = serve(() => Response.json({}));
    await call('put', '/api/sessions/{session}/answer', { path, body, key: 'my-own-key' });
    await call('put', '/api/sessions/{session}/answer', { path, body });
    const keys = keysOf(fetched);
    expect(keys[0]).toBe('my-own-key');
    expect(keys[1]).toMatch(/^[0-9a-f]{32}$/);
  });

  test('tells a refusal by its code', async () => {
    serve(() => problem(409, 'answer.closed'));
    const refusal = await call('get', '/api/me', {}).catch(error => error);
    expect(refusal).toBeInstanceOf(ApiProblem);
    expect(refusal).toMatchObject({ status: 409, code: 'answer.closed' });
  });

  test('survives an error that is no problem+json', async () => {
    serve(() => new Response('<html>', { status: 502 }));
    await expect(call('get', '/api/me', {})).rejects.toMatchObject({ status: 502, code: 'unknown' });
  });

  test('without a network is Offline', async () => {
    serve();
    await expect(call('get', '/api/me', {})).rejects.toBeInstanceOf(Offline);
  });

  test('that answers nothing returns nothing', async () => {
    serve(() => new Response(null, { status: 204 }));
    expect(await call('delete', '/api/me', {})).toBeUndefined();
  });
});
