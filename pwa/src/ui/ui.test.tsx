import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { showLanguage } from '../i18n/i18n';
import { serve } from '../testing/server';
import { Button } from './button';
import { TextField } from './field';
import { Page } from './page';
import { Stepper } from './stepper';

beforeEach(async () => {
  serve();
  await showLanguage('nb');
});
afterEach(cleanup);

describe('Stepper', () => {
  test('says what it counts, and counts within its bounds', () => {
    const onChange = vi.fn();
    render(<Stepper label="Barn" value={0} max={20} onChange={onChange} />);
    fireEvent.click(screen.getByRole('button', { name: 'Færre: Barn' }));
    fireEvent.click(screen.getByRole('button', { name: 'Fler: Barn' }));
    expect(onChange.mock.calls).toEqual([[0], [1]]);
  });
});

describe('TextField', () => {
  test('ties its error to the control', () => {
    render(<TextField label="Kallenavn" error="Se over det du skrev." />);
    const input = screen.getByLabelText('Kallenavn');
    expect(input.getAttribute('aria-invalid')).toBe('true');
    const described = input.getAttribute('aria-describedby') ?? '';
    expect(document.getElementById(described)?.textContent).toContain('Se over');
  });
});

describe('Button', () => {
  test('ignores taps while it is busy', () => {
    const onClick = vi.fn();
    render(
      <Button busy onClick={onClick}>
        Send
      </Button>,
    );
    fireEvent.click(screen.getByRole('button', { name: 'Send' }));
    expect(onClick).not.toHaveBeenCalled();
  });
});

describe('Page', () => {
  test('gives the document its title', () => {
    render(<Page title="Familien min">…</Page>);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Familien min');
    expect(document.title).toBe('Familien min – Musikk for alle');
  });
});
