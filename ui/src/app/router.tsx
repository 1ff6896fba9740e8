import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent as lazily,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { alertSearch } from '../features/alerts/search';
import type { AuditSearch } from '../features/audit/search';
import type { CertificateSearch } from '../features/certificates/search';
import type { ChargingSearch } from '../features/charging/search';
import { firmwareSearch } from '../features/firmware/search';
import type { JobSearch, NewJobSearch } from '../features/jobs/search';
import type { LocalListSearch } from '../features/locallists/search';
import { messageSearch } from '../features/messages/search';
import type { PeopleSearch } from '../features/people/search';
import { problemSearch } from '../features/problems/search';
import type { ReportSearch } from '../features/reports/search';
import { reservationSearch } from '../features/reservations/search';
import { sessionQuery } from '../features/session/session';
import type { SettingsSearch } from '../features/settings/search';
import { stationSearch } from '../features/stations/search';
import { tokenSearch } from '../features/tokens/search';
import { transactionSearch } from '../features/transactions/search';
import { allTexts } from '../i18n';
import { NotFound } from './NotFound';
import { Shell } from './Shell';

/** A page with its texts. The first ones, by which a newcomer waits, bring theirs along. */
const lazyRouteComponent: typeof lazily = (load, name) =>
  lazily(async () => (await Promise.all([load(), allTexts()]))[0], name);

/** What stands in the address as the page takes it, which looks through it itself: so that the first load need not know how. */
const read = <T,>(search: Record<string, unknown>) => search as T;

const root = createRootRouteWithContext<{ queries: QueryClient }>()({ component: Outlet, notFoundComponent: NotFound });

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: (search): { to?: string } => (typeof search.to === 'string' ? { to: search.to } : {}),
  component: lazily(() => import('../features/session/LoginPage'), 'LoginPage'),
});

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazily(() => import('../features/session/SetupPage'), 'SetupPage'),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: lazily(() => import('../features/session/InvitationPage'), 'InvitationPage'),
});

/** Everything behind the sign-in. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: Shell,
  beforeLoad: async ({ context, location }) => {
    const session = await context.queries.ensureQueryData(sessionQuery);
    if (!session) throw redirect({ to: '/login', search: { to: location.href } });
  },
});

const start = createRoute({
  getParentRoute: () => inside,
  path: '/',
  component: lazily(() => import('../features/start/StartPage'), 'StartPage'),
});

const problems = createRoute({
  getParentRoute: () => inside,
  path: '/problems',
  validateSearch: problemSearch,
  component: lazyRouteComponent(() => import('../features/problems/ProblemsPage'), 'ProblemsPage'),
});

const alertRules = createRoute({
  getParentRoute: () => inside,
  path: '/alert-rules',
  validateSearch: alertSearch,
  component: lazyRouteComponent(() => import('../features/alerts/AlertsPage'), 'AlertsPage'),
});

const reports = createRoute({
  getParentRoute: () => inside,
  path: '/reports',
  validateSearch: read<ReportSearch>,
  component: lazyRouteComponent(() => import('../features/reports/ReportsPage'), 'ReportsPage'),
});

const stations = createRoute({
  getParentRoute: () => inside,
  path: '/stations',
  validateSearch: stationSearch,
  component: lazyRouteComponent(() => import('../features/stations/StationsPage'), 'StationsPage'),
});

const station = createRoute({
  getParentRoute: () => inside,
  path: '/stations/$station/{-$area}',
  validateSearch: messageSearch,
  component: lazyRouteComponent(() => import('../features/stations/StationPage'), 'StationPage'),
});

const stationImport = createRoute({
  getParentRoute: () => inside,
  path: '/station-import',
  component: lazyRouteComponent(() => import('../features/stations/ImportPage'), 'ImportPage'),
});

const wall = createRoute({
  getParentRoute: () => inside,
  path: '/wall',
  component: lazyRouteComponent(() => import('../features/wall/WallPage'), 'WallPage'),
});

const map = createRoute({
  getParentRoute: () => inside,
  path: '/map',
  component: lazyRouteComponent(() => import('../features/map/MapPage'), 'MapPage'),
});

const messages = createRoute({
  getParentRoute: () => inside,
  path: '/messages',
  validateSearch: messageSearch,
  component: lazyRouteComponent(() => import('../features/messages/MessagesPage'), 'MessagesPage'),
});

const securityEvents = createRoute({
  getParentRoute: () => inside,
  path: '/security-events',
  component: lazyRouteComponent(() => import('../features/security/SecurityPage'), 'SecurityPage'),
});

const transactions = createRoute({
  getParentRoute: () => inside,
  path: '/transactions',
  validateSearch: transactionSearch,
  component: lazyRouteComponent(() => import('../features/transactions/TransactionsPage'), 'TransactionsPage'),
});

const transaction = createRoute({
  getParentRoute: () => inside,
  path: '/transactions/$transaction',
  component: lazyRouteComponent(() => import('../features/transactions/TransactionPage'), 'TransactionPage'),
});

const tokens = createRoute({
  getParentRoute: () => inside,
  path: '/tokens',
  validateSearch: tokenSearch,
  component: lazyRouteComponent(() => import('../features/tokens/TokensPage'), 'TokensPage'),
});

const charging = createRoute({
  getParentRoute: () => inside,
  path: '/charging',
  validateSearch: read<ChargingSearch>,
  component: lazyRouteComponent(() => import('../features/charging/ChargingPage'), 'ChargingPage'),
});

const tariffs = createRoute({
  getParentRoute: () => inside,
  path: '/tariffs',
  component: lazyRouteComponent(() => import('../features/tariffs/TariffsPage'), 'TariffsPage'),
});

const commissioning = createRoute({
  getParentRoute: () => inside,
  path: '/commissioning',
  component: lazyRouteComponent(() => import('../features/commissioning/CommissioningPage'), 'CommissioningPage'),
});

const unit = createRoute({
  getParentRoute: () => inside,
  path: '/commissioning/$station',
  component: lazyRouteComponent(() => import('../features/commissioning/UnitPage'), 'UnitPage'),
});

const commissioningReport = createRoute({
  getParentRoute: () => inside,
  path: '/commissioning/$station/$commissioning',
  component: lazyRouteComponent(() => import('../features/commissioning/ReportPage'), 'ReportPage'),
});

const tokenImport = createRoute({
  getParentRoute: () => inside,
  path: '/tokens/import',
  component: lazyRouteComponent(() => import('../features/tokens/ImportPage'), 'ImportPage'),
});

const token = createRoute({
  getParentRoute: () => inside,
  path: '/tokens/$type/$token',
  component: lazyRouteComponent(() => import('../features/tokens/TokenPage'), 'TokenPage'),
});

const audit = createRoute({
  getParentRoute: () => inside,
  path: '/audit',
  validateSearch: read<AuditSearch>,
  component: lazyRouteComponent(() => import('../features/audit/AuditPage'), 'AuditPage'),
});

const people = createRoute({
  getParentRoute: () => inside,
  path: '/people',
  validateSearch: read<PeopleSearch>,
  component: lazyRouteComponent(() => import('../features/people/PeoplePage'), 'PeoplePage'),
});

const account = createRoute({
  getParentRoute: () => inside,
  path: '/account',
  component: lazyRouteComponent(() => import('../features/people/AccountPage'), 'AccountPage'),
});

const apiTokens = createRoute({
  getParentRoute: () => inside,
  path: '/api-tokens',
  component: lazyRouteComponent(() => import('../features/apitokens/ApiTokensPage'), 'ApiTokensPage'),
});

const sites = createRoute({
  getParentRoute: () => inside,
  path: '/sites',
  component: lazyRouteComponent(() => import('../features/sites/SitesPage'), 'SitesPage'),
});

const sitePlan = createRoute({
  getParentRoute: () => inside,
  path: '/sites/$site/plan',
  component: lazyRouteComponent(() => import('../features/siteplan/SitePlanPage'), 'SitePlanPage'),
});

const settings = createRoute({
  getParentRoute: () => inside,
  path: '/settings',
  validateSearch: read<SettingsSearch>,
  component: lazyRouteComponent(() => import('../features/settings/SettingsPage'), 'SettingsPage'),
});

const health = createRoute({
  getParentRoute: () => inside,
  path: '/health',
  component: lazyRouteComponent(() => import('../features/health/HealthPage'), 'HealthPage'),
});

const jobs = createRoute({
  getParentRoute: () => inside,
  path: '/jobs',
  validateSearch: read<JobSearch>,
  component: lazyRouteComponent(() => import('../features/jobs/JobsPage'), 'JobsPage'),
});

const newJob = createRoute({
  getParentRoute: () => inside,
  path: '/jobs/new',
  validateSearch: read<NewJobSearch>,
  component: lazyRouteComponent(() => import('../features/jobs/NewJobPage'), 'NewJobPage'),
});

const job = createRoute({
  getParentRoute: () => inside,
  path: '/jobs/$job',
  component: lazyRouteComponent(() => import('../features/jobs/JobPage'), 'JobPage'),
});

const firmware = createRoute({
  getParentRoute: () => inside,
  path: '/firmware',
  validateSearch: firmwareSearch,
  component: lazyRouteComponent(() => import('../features/firmware/FirmwarePage'), 'FirmwarePage'),
});

const reservations = createRoute({
  getParentRoute: () => inside,
  path: '/reservations',
  validateSearch: reservationSearch,
  component: lazyRouteComponent(() => import('../features/reservations/ReservationsPage'), 'ReservationsPage'),
});

const certificates = createRoute({
  getParentRoute: () => inside,
  path: '/certificates',
  validateSearch: read<CertificateSearch>,
  component: lazyRouteComponent(() => import('../features/certificates/CertificatesPage'), 'CertificatesPage'),
});

const localLists = createRoute({
  getParentRoute: () => inside,
  path: '/local-lists',
  validateSearch: read<LocalListSearch>,
  component: lazyRouteComponent(() => import('../features/locallists/LocalListsPage'), 'LocalListsPage'),
});

const templates = createRoute({
  getParentRoute: () => inside,
  path: '/templates',
  component: lazyRouteComponent(() => import('../features/templates/TemplatesPage'), 'TemplatesPage'),
});

const template = createRoute({
  getParentRoute: () => inside,
  path: '/templates/$template',
  component: lazyRouteComponent(() => import('../features/templates/TemplatePage'), 'TemplatePage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    login,
    setup,
    invitation,
    inside.addChildren([
      start,
      problems,
      alertRules,
      reports,
      stations,
      station,
      stationImport,
      map,
      wall,
      messages,
      securityEvents,
      transactions,
      transaction,
      tokens,
      charging,
      tariffs,
      tokenImport,
      token,
      commissioning,
      unit,
      commissioningReport,
      audit,
      people,
      account,
      apiTokens,
      sites,
      sitePlan,
      settings,
      health,
      jobs,
      newJob,
      job,
      firmware,
      reservations,
      certificates,
      localLists,
      templates,
      template,
    ]),
  ]),
  context: undefined as unknown as { queries: QueryClient },
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
