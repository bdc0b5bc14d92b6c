import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Family, Me } from '../../api/types';
import { showLanguage } from '../../i18n/i18n';
import { me } from '../../state/me';
import { chosenPlace } from '../../state/place';
import { problem, serve } from '../../testing/server';
import Contact from './contact';
import Papers from './papers';
import { PhoneNumber } from './phone-number';
import { Profile } from './profile';
import { Reminders } from './reminders';

const family: Family = {
  id: 'f',
  nickname: 'Vi',
  lang: 'nb',
  usual: { children: 1, young: 0, parents: 1, siblings: 0, supporters: 0, staff: 0 },
  emailBounced: false,
  remindWhen: 'day_before',
  askEnabled: true,
  discreet: false,
  hasCalendar: false,
  version: 3,
};
const known = (change: Partial<Family> = {}): Me => ({
  family: { ...family, ...change },
  devices: [],
  answers: [],
  volunteer: false,
});

function Shown({ part }: { part: typeof Profile | typeof Reminders }) {
  const Part = part;
  return me.value?.family ? <Part family={me.value.family} /> : null;
}

beforeEach(async () => {
  sessionStorage.clear();
  serve();
  await showLanguage('nb');
  me.value = known();
});
afterEach(cleanup);

describe('Profile', () => {
  test('is saved over the version that was seen', async () => {
    const fetched = serve((_, { method }) =>
      method === 'PATCH' ? Response.json({ ...family, nickname: 'Oss', version: 4 }) : undefined,
    );
    render(<Shown part={Profile} />);
    fireEvent.input(screen.getByLabelText('Kallenavn'), { target: { value: 'Oss' } });
    fireEvent.click(screen.getByRole('button', { name: 'Lagre' }));
    await waitFor(() => expect(me.value?.family?.version).toBe(4));
    const [url, init] = fetched.mock.calls.find(([, { method } = {}]) => method === 'PATCH') ?? [];
    expect([url, init?.method, new Headers(init?.headers).get('if-match')]).toEqual([
      '/api/me',
      'PATCH',
      '"v3"',
    ]);
  });

  test('F21: keeps what is typed when another phone was quicker, and shows the newer', async () => {
    serve((url, { method }) => {
      if (method === 'PATCH') return problem(412, 'family.changed');
      return url === '/api/me' ? Response.json(known({ nickname: 'Bestemor', version: 4 })) : undefined;
    });
    render(<Shown part={Profile} />);
    const nickname = screen.getByLabelText('Kallenavn') as HTMLInputElement;
    fireEvent.input(nickname, { target: { value: 'Oss' } });
    fireEvent.click(screen.getByRole('button', { name: 'Lagre' }));
    expect(await screen.findByText('Bestemor')).toBeTruthy();
    expect(await screen.findByText(/En annen telefon har endret dette/)).toBeTruthy();
    expect(nickname.value).toBe('Oss');
  });
});

describe('Profile with places', () => {
  test('saves the place, which is then the one that the app shows first', async () => {
    const places = ['drammen', 'lorenskog'].map(slug => ({ slug, name: slug, town: slug }));
    const fetched = serve((url, { method }) =>
      Response.json(
        method === 'PATCH' ? { ...family, place: 'drammen' } : url === '/api/places' ? places : {},
      ),
    );
    render(<Shown part={Profile} />);
    fireEvent.change(await screen.findByLabelText('Velg sted'), { target: { value: 'drammen' } });
    fireEvent.click(screen.getByRole('button', { name: 'Lagre' }));
    await waitFor(() => expect(chosenPlace.value).toBe('drammen'));
    const sent = fetched.mock.calls.find(([, { method } = {}]) => method === 'PATCH')?.[1]?.body;
    expect(JSON.parse(String(sent)).place).toBe('drammen');
  });
});

describe('Reminders', () => {
  test('a choice that is refused falls back to what stands', async () => {
    render(<Shown part={Reminders} />);
    const discreet = screen.getByLabelText('Skjul navnet på aktiviteten i beskjeder') as HTMLInputElement;
    fireEvent.click(discreet);
    expect(await screen.findByText(/ikke på nett/)).toBeTruthy();
    expect(discreet.checked).toBe(false);
  });
});

describe('Contact', () => {
  test('asks before an address of another family becomes ours', async () => {
    serve(url =>
      url.startsWith('/api/sign-in')
        ? problem(409, 'email.other_family')
        : Response.json({ id: 'a' }, { status: 202 }),
    );
    render(<Contact family={family} />);
    fireEvent.input(screen.getByLabelText('E-post', { selector: 'input' }), {
      target: { value: 'mor@example.org' },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Legg til e-post' }));
    fireEvent.input(await screen.findByLabelText('Skriv koden fra e-posten'), {
      target: { value: '12345678' },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Neste' }));
    expect(await screen.findByText(/Slå dem sammen/)).toBeTruthy();
  });
});

describe('PhoneNumber', () => {
  test('keeps what was typed when it is no number', async () => {
    const fetched = serve(() => problem(422, 'invalid'));
    render(<PhoneNumber family={family} />);
    fireEvent.input(screen.getByLabelText('Telefonnummer'), { target: { value: '12' } });
    fireEvent.click(screen.getByRole('button', { name: 'Lagre' }));
    expect(await screen.findByText(/Se over det du skrev/)).toBeTruthy();
    expect((screen.getByLabelText('Telefonnummer') as HTMLInputElement).value).toBe('12');
    expect(fetched.mock.calls[0]?.[1]?.body).toBe('{"phone":"12"}');
  });
});

describe('Papers', () => {
  test('P5: everything is erased after a second tap, and forgotten here', async () => {
    const fetched = serve(() => new Response(null, { status: 204 }));
    render(<Papers />);
    fireEvent.click(screen.getByRole('button', { name: 'Slett alt om oss' }));
    expect(fetched).not.toHaveBeenCalled();
    const [, sure] = screen.getAllByRole('button', { name: 'Slett alt om oss' });
    fireEvent.click(sure as HTMLElement);
    await waitFor(() => expect(me.value).toBeUndefined());
    expect(fetched.mock.calls[0]?.[1]?.method).toBe('DELETE');
  });
});
