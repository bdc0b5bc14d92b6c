import { beforeEach, describe, expect, test } from 'vitest';
import { showLanguage } from '../i18n/i18n';
import { serve } from '../testing/server';
import { arrival, navigate, route, routeAt, startRouting, to } from './route';

describe('the page at an address', () => {
  test.each([
    ['/nb', 'home', {}],
    ['/ar/p/lorenskog', 'place', { place: 'lorenskog' }],
    ['/lett/p/drammen/day', 'day', { place: 'drammen' }],
    ['/ti/s/0b6d4c0e-8c1a', 'session', { session: '0b6d4c0e-8c1a' }],
    ['/kmr/link/AB3D-EF7H', 'link', { code: 'AB3D-EF7H' }],
    ['/kmr/link/', 'link', {}],
    ['/nb/r/tok_en-1', 'respond', { token: 'tok_en-1' }],
    ['/en/privacy', 'privacy', {}],
    ['/ti/accessibility', 'accessibility', {}],
  ])('%s', (pathname, name, params) => {
    expect(routeAt(pathname)).toMatchObject({ name, params });
  });

  test.each([
    '/',
    '/de',
    '/nb/',
    '/nb/p/lorenskog/flyer',
    '/nb/nothing',
    '/api/places',
    '/nb/p/../me',
    '/lett/me',
  ])('%s is none of the app', pathname => expect(routeAt(pathname)).toBeUndefined());
});

describe('the visitor', () => {
  beforeEach(async () => {
    serve();
    await showLanguage('nb');
    history.replaceState(null, '', '/nb/p/drammen?via=kommune');
    startRouting();
  });

  test('starts where the address says', () => {
    expect(route.value.name).toBe('place');
    expect(to('/me')).toBe('/nb/me');
  });

  test('follows a link', async () => {
    await navigate('/nb/me');
    expect(location.pathname).toBe('/nb/me');
    expect(route.value.name).toBe('me');
    expect(arrival.value.kind).toBe('link');
  });
});
