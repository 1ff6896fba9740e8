import { commands } from './commands';
import { commissioning } from './commissioning';
import { common } from './common';
import { messages } from './messages';
import { problems } from './problems';
import { session } from './session';
import { start } from './start';
import { stations } from './stations';
import { status } from './status';
import { tokens } from './tokens';
import { transactions } from './transactions';
import { trust } from './trust';

export const en = {
  commissioning,
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
