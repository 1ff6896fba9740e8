import { Card, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { moment } from '../../app/format';
import { Panel } from '../../app/states';
import type { bodyOf } from './form';

/** What these terms would have done lately; asked anew with each change. */
export function BackTest({ terms }: { terms: ReturnType<typeof bodyOf> }) {
  const { t, i18n } = useTranslation('alerts');
  const { condition, quiet } = terms;
  const asked = useQuery({
    queryKey: keys.backTest({ condition, quiet }),
    queryFn: () => body(api.POST('/api/v1/alert-rules/back-test', { body: { condition, quiet } })),
    placeholderData: (before) => before,
    retry: false,
  });
  return (
    <Card withBorder aria-live="polite">
      <Title order={2} size="h4" mb="sm">
        {t('test.title')}
      </Title>
      <Panel asked={asked}>
        {(data) => (
          <Stack gap="sm">
            <div>
              <Text fw={600}>
                {data.fired === 0
                  ? t('test.fired_zero', { days: data.days })
                  : t('test.fired', { count: data.fired, days: data.days })}
              </Text>
              <Text size="sm" c="dimmed">
                {t('test.matching', { count: data.matching })}
              </Text>
            </div>
            {data.shots.length > 0 && (
              <div>
                <Text size="sm" fw={600}>
                  {t('test.shots')}
                </Text>
                {data.shots.map((shot) => (
                  <Text size="sm" key={shot.at}>
                    {moment(shot.at, undefined, i18n.language)}: {t('test.problems', { count: shot.problems })}
                  </Text>
                ))}
              </div>
            )}
            {data.problems.length > 0 && (
              <div>
                <Text size="sm" fw={600}>
                  {t('test.examples')}
                </Text>
                {data.problems.slice(0, 8).map((problem) => (
                  <Text size="sm" key={`${problem.at} ${problem.title}`}>
                    {moment(problem.at, undefined, i18n.language)}: {problem.title}
                  </Text>
                ))}
              </div>
            )}
          </Stack>
        )}
      </Panel>
    </Card>
  );
}
