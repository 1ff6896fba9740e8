export const ROLES = ['viewer', 'technician', 'operator', 'administrator'] as const;
export type Role = (typeof ROLES)[number];
/** What decides on what somebody may do: the role, and the sites somebody is limited to. */
export type Caller = { role: Role; sites?: readonly string[] };

/** Whether the person may do what that role may. */
export function mayAct(session: Caller | null | undefined, least: Role): boolean {
  return session != null && ROLES.indexOf(session.role) >= ROLES.indexOf(least);
}
