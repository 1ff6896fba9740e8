import { ActionIcon, Anchor, Collapse, Stack, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { moment } from '../../app/format';
import { Age } from '../../app/time';
import classes from './AuditPage.module.css';
import { differences } from './diff';
import { deed, pageOf } from './words';

type Entry = Schemas['AuditView'];

/** What somebody did, in words; opened, what it changed. */
export const AuditRow = memo(function AuditRow({ entry }: { entry: Entry }) {
  const { t } = useTranslation('audit');
  const [open, { toggle }] = useDisclosure(false);
  const done = deed(entry.action);
  const told = words(t, entry.action);
  const page = pageOf(entry.object);
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <div className={classes.row} data-trouble={done.denied || done.kind === 'refused'}>
      <div className={classes.line}>
        <ActionIcon
          variant="subtle"
          color="gray"
          onClick={toggle}
          aria-expanded={open}
          aria-label={t('details', { what: told })}
        >
          <Chevron size={16} />
        </ActionIcon>
        <Age at={entry.at} size="sm" />
        <Text size="sm" fw={600} className={classes.wide}>
          {entry.actor}
        </Text>
        <div>
          <Text size="sm">{told}</Text>
          <Text size="xs" c="dimmed">
            {entry.action}
          </Text>
        </div>
        {page ? (
          <Anchor component={Link} to={page} size="sm" className={classes.wide}>
            {entry.object}
          </Anchor>
        ) : (
          <Text size="sm" className={classes.wide}>
            {entry.object}
          </Text>
        )}
        <Text size="xs" c="dimmed">
          {via(t, entry.via)}
          {entry.remoteAddress && ` · ${entry.remoteAddress}`}
        </Text>
      </div>
      <Collapse expanded={open}>{open && <Changes entry={entry} />}</Collapse>
    </div>
  );
});

type Words = TFunction<'audit'>;

function words(t: Words, action: string): string {
  const done = deed(action);
  const plain = () => {
    if (done.kind === 'command') return t('did.command', { command: done.command });
    if (done.kind !== 'deed') return t(`did.${done.kind}`);
    const what = done.things.map((thing) => t(`thing.${thing as 'station'}`, { defaultValue: thing })).join(' · ');
    return done.verb ? t(`did.${done.verb as 'created'}`, { what }) : what;
  };
  return done.denied ? t('did.denied', { what: plain() }) : plain();
}

const VIA = ['password', 'oidc', 'token', 'setup', 'file'] as const;

function via(t: Words, word: string): string {
  const known = VIA.find((one) => one === word);
  return known ? t(`via.${known}`) : word;
}

function Changes({ entry }: { entry: Entry }) {
  const { t, i18n } = useTranslation('audit');
  const found = differences(entry.before, entry.after);
  return (
    <Stack gap="xs" className={classes.diff}>
      <Text size="xs" c="dimmed">
        {moment(entry.at, undefined, i18n.language)} · {moment(entry.at, 'UTC', i18n.language)} · {t('number')}{' '}
        {entry.id}
      </Text>
      {found.length === 0 ? (
        <Text size="sm">{t('noChange')}</Text>
      ) : (
        <Table verticalSpacing={4} layout="fixed" aria-label={t('changes')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('field')}</Table.Th>
              <Table.Th>{t('before')}</Table.Th>
              <Table.Th>{t('after')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {found.map(({ path, before, after }) => (
              <Table.Tr key={path}>
                <Table.Td className={classes.wide}>
                  <Text size="xs" ff="monospace">
                    {path}
                  </Text>
                </Table.Td>
                <Table.Td>{before !== undefined && <del className={classes.before}>− {before}</del>}</Table.Td>
                <Table.Td>{after !== undefined && <ins className={classes.after}>+ {after}</ins>}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Stack>
  );
}
