import { apiTokens } from './apiTokens';
import { audit } from './audit';
import { commands } from './commands';
import { commissioning } from './commissioning';
import { common } from './common';
import { health } from './health';
import { messages } from './messages';
import { people } from './people';
import { problems } from './problems';
import { session } from './session';
import { settings } from './settings';
import { sites } from './sites';
import { start } from './start';
import { stations } from './stations';
import { status } from './status';
import { tokens } from './tokens';
import { transactions } from './transactions';
import { trust } from './trust';

export const en = {
  commissioning,
  apiTokens,
  audit,
  health,
  people,
  settings,
  sites,
  common,
  commands,
  messages,
  problems,
  session,
  start,
  stations,
  status,
  tokens,
  transactions,
  trust,
};
