import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** The next page of a list, when there is one. */
export function MoreButton({
  list,
}: {
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}) {
  const { t } = useTranslation();
  if (!list.hasNextPage) return null;
  return (
    <Button variant="default" onClick={() => list.fetchNextPage()} loading={list.isFetchingNextPage}>
      {t('action.more')}
    </Button>
  );
}
