import type { components } from './schema';

type Schemas = components['schemas'];

export type Answer = Schemas['Answer'];
export type Company = Schemas['Company'];
export type Device = Schemas['Device'];
export type Door = Schemas['Door'];
export type Family = Schemas['Family'];
export type FamilyChange = Schemas['FamilyChange'];
export type Me = Schemas['Me'];
export type Notice = Schemas['Notice'];
export type Place = Schemas['Place'];
export type PlaceBrief = Schemas['PlaceBrief'];
export type Problem = Schemas['Problem'];
export type Session = Schemas['Session'];
export type SessionBrief = Schemas['SessionBrief'];
export type Role = Schemas['Role'];
export type Shift = Schemas['Shift'];
export type Team = Schemas['Team'];
export type TeamMember = Schemas['TeamMember'];
export type TeamPlace = Schemas['TeamPlace'];
export type Volunteer = Schemas['Volunteer'];
export type VolunteerChange = Schemas['VolunteerChange'];
