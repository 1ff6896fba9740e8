import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import type { STATION_STATES } from './search';

export type Job = Schemas['FleetJobView'];
export type JobForm = Schemas['FleetJobForm'];
export type JobStation = Schemas['FleetJobStation'];
export type Plan = Schemas['FleetJobPlanView'];

/** The live stream tells of it; who may not hear that asks every few seconds while it runs. */
export const jobQuery = (id: string) => ({
  queryKey: keys.fleetJob(id),
  queryFn: () => body(api.GET('/api/v1/fleet-jobs/{id}', { params: { path: { id } } })),
  refetchInterval: ({ state }: { state: { data?: Job } }) => (isOver(state.data) ? false : 5_000) as number | false,
});

export function isOver(job: Job | undefined): boolean {
  return job !== undefined && ['done', 'cancelled'].includes(job.state) && !count(job, 'running');
}

export function count(job: Job, state: (typeof STATION_STATES)[number]): number {
  return job.progress.states[state] ?? 0;
}

/** What has come to an end, of those that were to get it; 0 to 100. */
export function percent(job: Job): number {
  const meant = job.stations - count(job, 'skipped');
  if (meant <= 0) return 100;
  const left = count(job, 'waiting') + count(job, 'running');
  return Math.round(((meant - left) / meant) * 100);
}
