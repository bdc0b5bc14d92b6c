import { isStatus } from '../../../api/client';

/** Reads the list again when a change was refused because somebody else had made one. The refusal is said all the same. */
export const rereadStale = (onChange: () => void) => (problem: unknown) => {
  if (isStatus(problem, 412)) onChange();
  return false;
};
