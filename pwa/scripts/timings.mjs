// A reporter of vitest: writes how long each file of unit tests took to .build/timings/web.tsv, for the end of `make test`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';

const FOLDER = new URL('../../.build/timings/', import.meta.url);

const secondsOf = ({ environmentSetupDuration, prepareDuration, collectDuration, setupDuration, duration }) =>
  (environmentSetupDuration + prepareDuration + collectDuration + setupDuration + duration) / 1000;

export default class Timings {
  onTestRunEnd(files) {
    const lines = files.map(
      file => `${secondsOf(file.diagnostic()).toFixed(2)}\tweb\t${relative('src', file.moduleId)}\n`,
    );
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(new URL('web.tsv', FOLDER), lines.join(''));
  }
}
