import type { components } from '../../../api/schema';

type Schemas = components['schemas'];

export type Section = Schemas['ReportSection'];
export type Table = Schemas['ReportTable'];
export type Row = Schemas['ReportRow'];
export type Season = Schemas['ReportSeasonOf'];
export type Half = Season['half'];

/** What the report is about; without a place it is all of them, without a year all years. */
export interface Chosen {
  place?: string;
  year?: number;
  season?: Half;
}

/** The same, as the address of the report and of its files has it. */
export const queryOf = ({ place, year, season }: Chosen, lang: string): Record<string, string> => ({
  ...(place && { place }),
  ...(year && { year: String(year) }),
  ...(year && season && { season }),
  lang,
});
