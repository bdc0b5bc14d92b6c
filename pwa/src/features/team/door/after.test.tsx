import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { needTexts, showLanguage } from '../../../i18n/i18n';
import { serve } from '../../../testing/server';
import { denyStorage } from '../../../testing/storage';
import { Note } from './after';

beforeEach(async () => {
  serve();
  await showLanguage('nb');
  await needTexts('staff.door');
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  sessionStorage.clear();
});

const field = async () => (await screen.findByLabelText(/Notat for de som/)) as HTMLTextAreaElement;
const type = async (value: string) => fireEvent.input(await field(), { target: { value } });

test('with storage denied the note is written and saved', async () => {
  denyStorage();
  const sent: string[] = [];
  serve((_, { method, body }) => {
    if (method === 'PUT') sent.push(String(body));
    return Response.json({ text: '', version: 1 });
  });
  render(<Note session="denied" />);
  await type('Trommene gikk bra');
  const save = screen.getByRole('button', { name: 'Lagre' });
  await waitFor(() => expect(save.getAttribute('aria-disabled')).toBeNull());
  fireEvent.click(save);
  expect(await screen.findByText('Lagret')).toBeTruthy();
  expect(sent).toEqual(['{"text":"Trommene gikk bra"}']);
});
