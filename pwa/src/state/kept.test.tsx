import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { denyStorage } from '../testing/storage';
import { inWindow, onPhone, useDraft } from './kept';

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  for (const keeper of [inWindow, onPhone]) keeper.forget('name');
});

describe.each([
  ['in the window', inWindow, () => sessionStorage],
  ['on the phone', onPhone, () => localStorage],
])('what is kept %s', (_, keeper, storage) => {
  test('is read back with its type, until it is forgotten', () => {
    keeper.write('name', { version: 2, text: 'é\u200f' });
    expect(keeper.read('name')).toEqual({ version: 2, text: 'é\u200f' });
    expect(storage().length).toBe(1);
    keeper.forget('name');
    expect(keeper.read('name')).toBeUndefined();
    expect(storage().length).toBe(0);
  });

  test('lives as long as the page when storage is denied', () => {
    denyStorage();
    expect(keeper.read('name')).toBeUndefined();
    keeper.write('name', 'lorenskog');
    expect(keeper.read('name')).toBe('lorenskog');
    keeper.forget('name');
    expect(keeper.read('name')).toBeUndefined();
  });

  test('is the newer one when storage is full', () => {
    keeper.write('name', 'older');
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    keeper.write('name', 'newer');
    expect(keeper.read('name')).toBe('newer');
    vi.restoreAllMocks();
    keeper.write('name', 'newest');
    expect(keeper.read('name')).toBe('newest');
    keeper.forget('name');
    expect(keeper.read('name')).toBeUndefined();
  });

  test('of an older build is its text', () => {
    storage().setItem('name', 'lorenskog');
    expect(keeper.read('name')).toBe('lorenskog');
  });
});

describe('a draft', () => {
  function Form() {
    const [{ text }, set] = useDraft('name', { text: '' });
    return (
      <input aria-label="text" value={text} onInput={event => set({ text: event.currentTarget.value })} />
    );
  }
  const typed = () => (screen.getByLabelText('text') as HTMLInputElement).value;

  test.each([
    ['allowed', () => undefined],
    ['denied', denyStorage],
  ])('is there again after another page, with storage %s', (_, prepare) => {
    prepare();
    render(<Form />);
    fireEvent.input(screen.getByLabelText('text'), { target: { value: 'halvveis' } });
    cleanup();
    render(<Form />);
    expect(typed()).toBe('halvveis');
  });

  test('that is broken starts anew', () => {
    sessionStorage.setItem('name', '{"text":');
    render(<Form />);
    expect(typed()).toBe('');
  });
});
