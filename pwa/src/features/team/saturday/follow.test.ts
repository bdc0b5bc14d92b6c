import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { followSession } from './follow';

/** The streams that were opened; the last is the current one. */
let streams: Stream[] = [];

class Stream extends EventTarget {
  closed = false;
  onerror?: () => void;
  constructor(readonly url: string) {
    super();
    streams.push(this);
  }
  close(): void {
    this.closed = true;
  }
  say(event: string): void {
    this.dispatchEvent(new Event(event));
  }
}

const current = () => streams[streams.length - 1] as Stream;
let end: () => void;
const change = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  streams = [];
  change.mockClear();
  vi.stubGlobal('EventSource', Stream);
  end = followSession('se', change);
});
afterEach(() => {
  end();
  vi.useRealTimers();
});

const hide = (hidden: boolean) => {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(hidden);
  document.dispatchEvent(new Event('visibilitychange'));
};

test('reads again when the server says so, and does not ask meanwhile', () => {
  expect(current().url).toBe('/api/sessions/se/live');
  current().say('changed');
  vi.advanceTimersByTime(14_000);
  current().say('beat');
  vi.advanceTimersByTime(39_000);
  expect(change).toHaveBeenCalledTimes(1);
});

test('asks at once and every 15 seconds while the stream fails, until it is told again', () => {
  current().onerror?.();
  vi.advanceTimersByTime(30_000);
  expect(change).toHaveBeenCalledTimes(3);
  current().say('changed');
  vi.advanceTimersByTime(35_000);
  expect(change).toHaveBeenCalledTimes(4);
});

test('asks when the line is silent, though the phone believes in it', () => {
  current().say('changed');
  vi.advanceTimersByTime(40_000);
  expect(change).toHaveBeenCalledTimes(2);
});

test('a hidden screen neither listens nor asks, and listens anew when it is seen', () => {
  current().onerror?.();
  change.mockClear();
  hide(true);
  expect(current().closed).toBe(true);
  vi.advanceTimersByTime(60_000);
  expect(change).not.toHaveBeenCalled();
  const before = streams.length;
  hide(false);
  expect(streams.length).toBe(before + 1);
});

test('ends', () => {
  current().onerror?.();
  change.mockClear();
  end();
  vi.advanceTimersByTime(60_000);
  expect(change).not.toHaveBeenCalled();
  expect(current().closed).toBe(true);
});
