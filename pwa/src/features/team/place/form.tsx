import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { ApiProblem, call, isStatus } from '../../../api/client';
import type { paths } from '../../../api/schema';
import type { PlaceSettings } from '../../../api/types';
import { t } from '../../../i18n/i18n';
import { useAttempt } from '../../../state/attempt';
import { inWindow, useDraft } from '../../../state/kept';
import { say } from '../../../state/toast';
import { Alert } from '../../../ui/alert';
import { Button } from '../../../ui/button';
import { Card } from '../../../ui/card';
import { Notice } from '../../../ui/notice';
import { ifMatch } from '../season/plan';

/** What every form of the settings gets. */
export interface SettingsProps {
  settings: PlaceSettings;
  onSettings(settings: PlaceSettings): void;
}

type Change = paths['/api/places/{place}/settings']['patch']['requestBody']['content']['application/json'];

const readSettings = (place: string): Promise<PlaceSettings> =>
  call('get', '/api/places/{place}/settings', { path: { place } });

/** The attempt to write something of the settings: when somebody was quicker (412) the newer ones are read first. */
export async function writing(
  { settings, onSettings }: SettingsProps,
  write: (ifMatch: string) => Promise<PlaceSettings>,
): Promise<void> {
  try {
    onSettings(await write(ifMatch(settings.version)));
  } catch (problem) {
    if (isStatus(problem, 412)) onSettings(await readSettings(settings.slug));
    throw problem;
  }
}

interface Form<T> {
  values: T;
  set(change: Partial<T>): void;
  /** The fields that the server refused. */
  wrong: readonly string[];
}

type FormProps<T> = SettingsProps & {
  name: string;
  title: string;
  lead?: string;
  start: T;
  bodyOf(values: T): Change;
  children(form: Form<T>): ComponentChildren;
};

/** One form: what is typed survives a reload and another organiser's saving; the untouched fields follow the server. */
export function SettingsForm<T extends object>({
  name,
  title,
  lead,
  start,
  bodyOf,
  children,
  ...props
}: FormProps<T>) {
  const draftName = `settings ${props.settings.slug} ${name}`;
  const [draft, setDraft] = useDraft<{ mine: Partial<T>; over?: number }>(draftName, { mine: {} });
  const [wrong, setWrong] = useState<string[]>([]);
  const { busy, error, run } = useAttempt();
  const values = { ...start, ...draft.mine };
  const save = () => {
    setWrong([]);
    return run(
      async () => {
        const path = { place: props.settings.slug };
        const body = bodyOf(values);
        await writing(props, match =>
          call('patch', '/api/places/{place}/settings', { path, body, ifMatch: match }),
        );
        setDraft({ mine: {} });
        inWindow.forget(draftName);
        say(t('is.saved'));
      },
      problem => {
        if (problem instanceof ApiProblem) setWrong(problem.fields.map(({ field }) => field));
        if (isStatus(problem, 412)) setDraft({ ...draft, over: props.settings.version });
        return false;
      },
    );
  };
  return (
    <Card labelledBy={name}>
      <h2 id={name}>{title}</h2>
      {lead && <p class="soft">{lead}</p>}
      <form
        noValidate
        onSubmit={event => {
          event.preventDefault();
          void save();
        }}
      >
        {children({
          values,
          wrong,
          set: change => setDraft({ over: props.settings.version, mine: { ...draft.mine, ...change } }),
        })}
        {draft.over !== undefined && draft.over < props.settings.version && (
          <Notice icon="family">{t('season.set.newer')}</Notice>
        )}
        <Alert text={error} />
        <Button type="submit" icon="check" busy={busy}>
          {t('do.save')}
        </Button>
      </form>
    </Card>
  );
}
