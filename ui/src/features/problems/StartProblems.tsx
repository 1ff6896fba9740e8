import { Anchor, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { Panel } from '../../app/states';
import { Since } from '../../app/time';
import { summaryQuery } from './queries';
import { Sentence } from './Sentence';
import { SeverityMark } from './SeverityMark';

const MOST = 5;

/** The most important problems, for the start page. */
export function StartProblems() {
  const { t } = useTranslation('problems');
  const summary = useQuery(summaryQuery);
  const list = useQuery({
    queryKey: keys.problemList({ most: MOST }),
    queryFn: () => body(api.GET('/api/v1/problems', { params: { query: { snoozed: false, limit: MOST } as never } })),
    refetchInterval: 30_000,
  });
  return (
    <Card withBorder>
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">
          {t('most')}
        </Title>
        <Anchor component={Link} to="/problems" size="sm">
          {t('show')}
          {summary.data && ` (${summary.data.open})`}
        </Anchor>
      </Group>
      <Panel asked={list} isEmpty={(data) => data.items.length === 0} empty={<Text>{t('none')}</Text>}>
        {(data) => (
          <Stack gap="xs">
            {data.items.map((problem) => (
              <Group key={problem.id} gap="sm" wrap="nowrap" align="flex-start">
                <SeverityMark severity={problem.severity} />
                <div>
                  <Sentence problem={problem} />{' '}
                  <Text span size="sm" c="dimmed" className="live-value">
                    {t('since')} <Since at={problem.since} span size="sm" />
                  </Text>
                </div>
              </Group>
            ))}
          </Stack>
        )}
      </Panel>
    </Card>
  );
}
