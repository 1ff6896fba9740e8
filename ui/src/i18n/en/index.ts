import { alerts } from './alerts';
import { apiTokens } from './apiTokens';
import { audit } from './audit';
import { certificates } from './certificates';
import { charging } from './charging';
import { commands } from './commands';
import { commissioning } from './commissioning';
import { common } from './common';
import { configuration } from './configuration';
import { display } from './display';
import { firmware } from './firmware';
import { health } from './health';
import { jobs } from './jobs';
import { localLists } from './localLists';
import { map } from './map';
import { messages } from './messages';
import { palette } from './palette';
import { people } from './people';
import { problems } from './problems';
import { reports } from './reports';
import { reservations } from './reservations';
import { security } from './security';
import { session } from './session';
import { settings } from './settings';
import { sites } from './sites';
import { start } from './start';
import { stations } from './stations';
import { status } from './status';
import { tariffs } from './tariffs';
import { templates } from './templates';
import { tokens } from './tokens';
import { transactions } from './transactions';
import { trust } from './trust';
import { wall } from './wall';

export const en = {
  alerts,
  apiTokens,
  audit,
  certificates,
  charging,
  commands,
  commissioning,
  common,
  configuration,
  display,
  firmware,
  health,
  jobs,
  localLists,
  map,
  messages,
  palette,
  people,
  problems,
  reports,
  reservations,
  security,
  session,
  settings,
  sites,
  start,
  stations,
  status,
  tariffs,
  templates,
  tokens,
  transactions,
  trust,
  wall,
};
