import { Button, Menu, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/session';
import { type Problem, snoozeEnd } from './kinds';
import { type Care, peopleQuery, useCare } from './queries';

const LENGTHS = ['hour', 'hours', 'day', 'week'] as const;

/** Acknowledge, assign, snooze: one problem, or several at once. */
export function CareButtons({ ids, problem, done }: { ids: readonly string[]; problem?: Problem; done?: () => void }) {
  const { t } = useTranslation('problems');
  const session = useSession();
  const people = useQuery(peopleQuery);
  const change = useCare();
  const care = (wish: Care) => change.mutate({ ids, care: wish }, { onSuccess: done });
  const others = people.data?.items.filter((person) => person.name !== session?.name) ?? [];
  const known = people.data?.items.some((person) => person.name === session?.name);
  return (
    <>
      <Button
        size="xs"
        variant="default"
        loading={change.isPending}
        onClick={() => care({ acknowledged: !problem?.acknowledgedAt })}
      >
        {t(problem?.acknowledgedAt ? 'unacknowledge' : 'acknowledge')}
      </Button>
      <Menu shadow="md">
        <Menu.Target>
          <Button size="xs" variant="default">
            {t('assign')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {known && session && <Menu.Item onClick={() => care({ assignee: session.name })}>{t('toMe')}</Menu.Item>}
          {others.map((person) => (
            <Menu.Item key={person.name} onClick={() => care({ assignee: person.name })}>
              {person.displayName ?? person.name}
            </Menu.Item>
          ))}
          <Menu.Item onClick={() => care({ assignee: '' })}>{t('toNobody')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {problem?.snoozedUntil ? (
        <Button size="xs" variant="default" onClick={() => care({ snoozedUntil: '' })}>
          {t('wake')}
        </Button>
      ) : (
        <Menu shadow="md">
          <Menu.Target>
            <Button size="xs" variant="default">
              {t('snooze')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {LENGTHS.map((length) => (
              <Menu.Item
                key={length}
                onClick={() => care({ snoozedUntil: snoozeEnd(length, new Date()).toISOString() })}
              >
                {t(`for.${length}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {change.error && (
        <Text size="sm" c="red" role="alert">
          {change.error.message}
        </Text>
      )}
    </>
  );
}
