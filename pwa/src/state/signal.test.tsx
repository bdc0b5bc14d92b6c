import { render, screen } from '@testing-library/preact';
import { expect, test, vi } from 'vitest';
import { signal } from './signal';

const settle = () => new Promise(resolve => setTimeout(resolve, 20));

test('a component that reads a value is drawn again when it changes, its neighbour is not', async () => {
  const name = signal('Amina');
  const drawn = vi.fn();
  const Reader = () => <p>{name.value}</p>;
  const Neighbour = () => {
    drawn();
    return null;
  };
  render(
    <>
      <Reader />
      <Neighbour />
    </>,
  );
  name.value = 'Sara';
  await settle();
  expect(screen.getByText('Sara')).toBeTruthy();
  expect(drawn).toHaveBeenCalledTimes(1);
});

test('a component that is gone is left alone', async () => {
  const open = signal(true);
  const inner = signal(0);
  const Inner = () => <p>{inner.value}</p>;
  const Outer = () => (open.value ? <Inner /> : null);
  render(<Outer />);
  open.value = false;
  await settle();
  expect(() => {
    inner.value = 1;
  }).not.toThrow();
});

test('a follower hears the value now and after every change, not when it stays', () => {
  const heard: (number | undefined)[] = [];
  const n = signal(1);
  n.follow(value => heard.push(value));
  n.value = 1;
  n.value = 2;
  expect(heard).toEqual([1, 2]);
});
