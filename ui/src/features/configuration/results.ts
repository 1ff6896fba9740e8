import type { Schemas } from '../../api/client';
import { componentOf, nameOf } from './tree';

type ValueResult = { name: string; status: string; info?: string };

type Told = {
  component?: { name?: string; instance?: string; evse?: { id?: number; connectorId?: number } };
  variable?: { name?: string; instance?: string };
  attributeType?: string;
  attributeStatus?: string;
  attributeStatusInfo?: { reasonCode?: string; additionalInfo?: string };
};

/** What the station said to each value of a SetVariables, as far as it has answered. */
export function resultsOf(command: Schemas['CommandView']): ValueResult[] {
  return command.exchanges.flatMap((exchange) => {
    const { action, error } = exchange;
    const request = (exchange.request ?? {}) as { key?: string; setVariableData?: Told[] };
    const response = (exchange.response ?? {}) as { status?: string; setVariableResult?: Told[] };
    if (action === 'ChangeConfiguration') {
      return [{ name: request.key ?? '', status: error?.code ?? response.status ?? '', info: error?.description }];
    }
    if (action !== 'SetVariables') return [];
    if (error) {
      return (request.setVariableData ?? []).map((one) => ({
        name: named(one),
        status: error.code,
        info: error.description,
      }));
    }
    return (response.setVariableResult ?? []).map((one) => ({
      name: named(one),
      status: one.attributeStatus ?? '',
      info: [one.attributeStatusInfo?.reasonCode, one.attributeStatusInfo?.additionalInfo].filter(Boolean).join(' '),
    }));
  });
}

function named(one: Told): string {
  const component = componentOf({
    component: one.component?.name ?? '',
    componentInstance: one.component?.instance,
    evse: one.component?.evse?.id,
    connector: one.component?.evse?.connectorId,
  });
  const name = nameOf({
    variable: one.variable?.name ?? '',
    variableInstance: one.variable?.instance,
    type: one.attributeType ?? 'Actual',
  });
  return component ? `${component}.${name}` : name;
}

export function isTaken({ status }: ValueResult): boolean {
  return status === 'Accepted' || status === 'RebootRequired';
}
