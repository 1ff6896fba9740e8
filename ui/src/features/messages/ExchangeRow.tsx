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
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { clock, latency } from '../../app/format';
import classes from './ExchangeRow.module.css';
import { type Exchange, frame, isTrouble } from './exchanges';

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
      <Group gap="sm" wrap="nowrap" px="sm" py={6}>
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
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Frame
          title={t('request')}
          text={frame(exchange, 'request', 2)}
          raw={frame(exchange, 'request')}
          marked={rules.map((rule) => rule.path)}
        />
        <Frame
          title={t('response')}
          text={frame(exchange, 'response', 2)}
          raw={frame(exchange, 'response')}
          marked={[]}
        />
      </SimpleGrid>
    </Stack>
  );
}

/** The line of pretty-printed JSON on which the last name of a path stands, marked. */
function Frame({ title, text, raw, marked }: { title: string; text: string; raw: string; marked: string[] }) {
  const { t } = useTranslation('messages');
  const { t: common } = useTranslation();
  const names = marked.map((path) => `"${path.split('/').at(-1)}":`);
  return (
    <div>
      <Group justify="space-between">
        <Text size="xs" fw={600}>
          {title}
        </Text>
        {raw && (
          <CopyButton value={raw}>
            {({ copied, copy }) => (
              <Button size="compact-xs" variant="subtle" onClick={copy}>
                {copied ? common('action.copied') : t('copyFrame')}
              </Button>
            )}
          </CopyButton>
        )}
      </Group>
      {text ? (
        <pre className="frame">
          {text.split('\n').map((line, number) =>
            names.some((name) => line.trimStart().startsWith(name)) ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text have no other name
              <mark key={number}>{`${line}\n`}</mark>
            ) : (
              `${line}\n`
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
