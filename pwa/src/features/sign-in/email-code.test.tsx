import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { showLanguage } from '../../i18n/i18n';
import { problem, serve } from '../../testing/server';
import { checkCode, EmailCode } from './email-code';

const ME = { devices: [], answers: [], volunteer: false };
let verdict: () => Response | undefined;
const onDone = vi.fn();
const onRefused = vi.fn(() => true);

function show() {
  return render(
    <EmailCode
      name="test"
      label="E-post"
      sendText="Send"
      send={async () => ({ id: 'attempt' })}
      check={checkCode}
      onDone={onDone}
      onRefused={onRefused}
    />,
  );
}

async function reachCode() {
  show();
  fireEvent.input(screen.getByLabelText('E-post'), { target: { value: 'mor@example.org' } });
  fireEvent.click(screen.getByRole('button', { name: 'Send' }));
  return (await screen.findByLabelText('Skriv koden fra e-posten')) as HTMLInputElement;
}

function type(code: HTMLInputElement) {
  fireEvent.input(code, { target: { value: '1234 5678' } });
  fireEvent.click(screen.getByRole('button', { name: 'Neste' }));
}

beforeEach(async () => {
  vi.clearAllMocks();
  sessionStorage.clear();
  serve(() => verdict());
  await showLanguage('nb');
});
afterEach(cleanup);

test('a right code arrives', async () => {
  verdict = () => Response.json(ME);
  type(await reachCode());
  await waitFor(() => expect(onDone).toHaveBeenCalledWith(ME));
});

test('the code field is filled in by the phone, and has the focus', async () => {
  const code = await reachCode();
  expect(code.getAttribute('autocomplete')).toBe('one-time-code');
  expect(code.inputMode).toBe('numeric');
  expect(document.activeElement).toBe(code);
});

test('a wrong code keeps what was typed', async () => {
  verdict = () => problem(422, 'code.wrong');
  onRefused.mockReturnValueOnce(false);
  const code = await reachCode();
  type(code);
  expect(await screen.findByText(/Koden er feil/)).toBeTruthy();
  expect(code.value).toBe('1234 5678');
  expect(document.activeElement).toBe(code);
});

test('a code that is over leads back to the address, which is still there', async () => {
  verdict = () => problem(409, 'code.over');
  onRefused.mockReturnValueOnce(false);
  type(await reachCode());
  const email = (await screen.findByLabelText('E-post')) as HTMLInputElement;
  expect(email.value).toBe('mor@example.org');
  expect(screen.getByRole('alert').textContent).toContain('virker ikke lenger');
});

test('without a network nothing is lost', async () => {
  verdict = () => undefined;
  const code = await reachCode();
  type(code);
  expect(await screen.findByText(/ikke på nett/)).toBeTruthy();
  expect(code.value).toBe('1234 5678');
});

test('the attempt survives that the phone closes the app', async () => {
  await reachCode();
  cleanup();
  show();
  expect(screen.getByLabelText('Skriv koden fra e-posten')).toBeTruthy();
});

test('a refusal of the right code may be taken by the page', async () => {
  verdict = () => problem(409, 'email.other_family');
  type(await reachCode());
  await waitFor(() => expect(onRefused).toHaveBeenCalled());
  expect(screen.getByRole('alert').textContent).toBe('');
});
