import {
  Anchor,
  Badge,
  Button,
  Collapse,
  CopyButton,
  Group,
  SimpleGrid,
  Stack,
  Text,
  UnstyledButton,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { clock, latency } from '../../app/format';
import classes from './ExchangeRow.module.css';
import { type Exchange, frame, isTrouble, transactionsOf } from './exchanges';
import { marks, pretty } from './pretty';

/** A call with its answer; opened, both frames and where exactly a rule was broken. */
export const ExchangeRow = memo(function ExchangeRow({
  exchange,
  withStation,
}: {
  exchange: Exchange;
  withStation: boolean;
}) {
  const { t, i18n } = useTranslation('messages');
  const [open, { toggle }] = useDisclosure(false);
  const fromStation = exchange.direction === 'fromStation';
  const Arrow = fromStation ? IconArrowRight : IconArrowLeft;
  return (
    <div className={classes.row} data-trouble={isTrouble(exchange)}>
      <Group gap="sm" wrap="nowrap" px="sm" py={6} className={classes.line}>
        <UnstyledButton onClick={toggle} aria-expanded={open} className={classes.toggle}>
          <Text ff="monospace" size="xs" w={92}>
            {clock(exchange.at, undefined, i18n.language)}
          </Text>
          <Arrow size={16} aria-label={t(fromStation ? 'from' : 'to')} />
          <Text size="sm" fw={600} truncate>
            {exchange.action || t('outcome.unreadable')}
          </Text>
        </UnstyledButton>
        {withStation && (
          <Anchor component={Link} to={`/stations/${encodeURIComponent(exchange.station)}/messages`} size="sm">
            {exchange.station}
          </Anchor>
        )}
        <Latency micros={exchange.latencyMicros} />
        <Verdict exchange={exchange} />
      </Group>
      <Collapse expanded={open}>{open && <Frames exchange={exchange} />}</Collapse>
    </div>
  );
});

/** A bar on a logarithmic scale: 100 µs is nothing, 10 s is full. */
function Latency({ micros }: { micros: number | undefined }) {
  const { i18n } = useTranslation();
  const share = micros === undefined ? 0 : Math.min(1, Math.max(0, (Math.log10(Math.max(1, micros)) - 2) / 5));
  return (
    <Group gap={6} wrap="nowrap" className={classes.latency}>
      <span className={classes.bar} aria-hidden="true">
        <span style={{ width: `${share * 100}%` }} />
      </span>
      <Text size="xs" ff="monospace">
        {latency(micros, i18n.language)}
      </Text>
    </Group>
  );
}

function Verdict({ exchange }: { exchange: Exchange }) {
  const { t } = useTranslation('messages');
  const bad = !['answered', 'noAnswerDue'].includes(exchange.outcome);
  const outcome = t(`outcome.${exchange.outcome as 'answered'}`);
  if (exchange.violations.length > 0)
    return (
      <Badge color="red.9" variant="filled" tt="none" className={classes.verdict}>
        {t('violations', { count: exchange.violations.length })}
      </Badge>
    );
  if (bad)
    return (
      <Badge color="red.9" variant="filled" tt="none" className={classes.verdict}>
        {outcome}
      </Badge>
    );
  if (exchange.findings.length > 0)
    return (
      <Badge color="orange.9" variant="filled" tt="none" className={classes.verdict}>
        {t('findings', { count: exchange.findings.length })}
      </Badge>
    );
  return (
    <Text size="xs" c="dimmed" className={classes.verdict}>
      {outcome} · {t('valid')}
    </Text>
  );
}

function Frames({ exchange }: { exchange: Exchange }) {
  const { t } = useTranslation('messages');
  const rules = [...exchange.violations, ...exchange.findings];
  const places = rules.map((rule) => rule.path);
  return (
    <Stack gap="xs" px="sm" pb="sm">
      {rules.map((rule) => (
        <Text size="sm" key={`${rule.path} ${rule.rule} ${rule.message}`}>
          <Text span ff="monospace" fw={600}>
            {rule.path || '/'}
          </Text>{' '}
          {rule.message}{' '}
          <Text span size="xs" c="dimmed">
            {rule.rule} {rule.code}
          </Text>
        </Text>
      ))}
      <Group gap="md">
        {transactionsOf(exchange).map((transaction) => (
          <TransactionLink key={transaction} station={exchange.station} transaction={transaction} />
        ))}
        {exchange.direction === 'toStation' && Array.isArray(exchange.request) && (
          <Copy value={curl(exchange)} label={t('copyCurl')} />
        )}
      </Group>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Frame
          title={t('request')}
          json={exchange.request}
          raw={frame(exchange, 'request')}
          marked={exchange.direction === 'fromStation' ? places : []}
          payloadAt={3}
        />
        <Frame
          title={t('response')}
          json={exchange.response}
          raw={frame(exchange, 'response')}
          marked={exchange.direction === 'toStation' ? places : []}
          payloadAt={2}
        />
      </SimpleGrid>
    </Stack>
  );
}

function Copy({ value, label }: { value: string; label: string }) {
  const { t } = useTranslation();
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <Button size="compact-xs" variant="subtle" onClick={copy}>
          {copied ? t('action.copied') : label}
        </Button>
      )}
    </CopyButton>
  );
}

/** The same call through the raw door of the API. */
function curl(exchange: Exchange): string {
  const [, , action, payload] = exchange.request as unknown[];
  const body = JSON.stringify({ action, payload }).replaceAll("'", "'\\''");
  const address = `${window.location.origin}/api/v1/stations/${encodeURIComponent(exchange.station)}/calls`;
  return `curl -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '${body}' '${address}'`;
}

/** From a frame to the transaction that it speaks of. */
function TransactionLink({ station, transaction }: { station: string; transaction: string }) {
  const { t } = useTranslation('messages');
  const found = useQuery({
    queryKey: keys.transactionList({ station, transactionId: transaction }),
    queryFn: () =>
      body(api.GET('/api/v1/transactions', { params: { query: { station, transactionId: transaction, limit: 1 } } })),
  }).data?.items[0];
  if (!found) return null;
  return (
    <Anchor component={Link} to={`/transactions/${found.id}`} size="sm">
      {t('ofTransaction', { transaction })}
    </Anchor>
  );
}

type FrameProps = { title: string; json: unknown; raw: string; marked: string[]; payloadAt: number };

/** A frame in lines; those at the very places that broke a rule are marked. */
function Frame({ title, json, raw, marked, payloadAt }: FrameProps) {
  const { t } = useTranslation('messages');
  const lines =
    json === undefined || json === null ? raw.split('\n').map((text) => ({ text, path: '' })) : pretty(json);
  const found = marked.length === 0 ? new Set<string>() : marks(lines, marked, payloadAt);
  return (
    <div>
      <Group justify="space-between">
        <Text size="xs" fw={600}>
          {title}
        </Text>
        {raw && <Copy value={raw} label={t('copyFrame')} />}
      </Group>
      {raw ? (
        <pre className="frame">
          {lines.map(({ text, path }, number) =>
            path !== '' && found.has(path) ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text have no other name
              <mark key={number}>{`${text}\n`}</mark>
            ) : (
              `${text}\n`
            ),
          )}
        </pre>
      ) : (
        <Text size="sm" c="dimmed">
          {t('noResponse')}
        </Text>
      )}
    </div>
  );
}
