import { Button, FileButton, Group, Select, Stack, Text } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiError, api, body, csrfToken, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';

type Props = { image: string | undefined; set: (image: string | undefined) => void; error?: string };

/** A firmware image of our file service: one that is there, or a new one. */
export function ImageField({ image, set, error }: Props) {
  const { t } = useTranslation('jobs');
  const queries = useQueryClient();
  const images = useQuery({
    queryKey: keys.images,
    queryFn: () => body(api.GET('/api/v1/files', { params: { query: { kind: 'image', limit: 200 } } })),
  });
  const bring = useMutation({
    mutationFn: send,
    onSuccess: async (file) => {
      await queries.invalidateQueries({ queryKey: keys.images });
      set(file.id);
    },
  });
  return (
    <Stack gap="xs">
      <Group align="flex-end">
        <Select
          flex={1}
          label={t('work.image')}
          placeholder={t('work.chooseImage')}
          searchable
          value={image ?? null}
          error={error}
          onChange={(chosen) => set(chosen ?? undefined)}
          data={
            images.data?.items.map((one) => ({
              value: one.id,
              label: `${one.name} · ${Math.ceil(one.sizeBytes / 1024)} KiB · ${one.sha256.slice(0, 12)}`,
            })) ?? []
          }
        />
        <FileButton onChange={(file) => file && bring.mutate(file)}>
          {(props) => (
            <Button {...props} variant="default" leftSection={<IconUpload size={16} />} loading={bring.isPending}>
              {t('work.upload')}
            </Button>
          )}
        </FileButton>
      </Group>
      {bring.error && (
        <Text size="sm" c="red" role="alert">
          {bring.error.message}
        </Text>
      )}
    </Stack>
  );
}

/** The body is the file itself. */
async function send(file: File): Promise<Schemas['FileView']> {
  const token = csrfToken(document.cookie);
  const answer = await fetch(`/api/v1/files?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', ...(token && { 'X-XSRF-TOKEN': token }) },
    body: file,
  });
  const told = (await answer.json()) as Schemas['FileView'] & { code?: string; detail?: string };
  if (!answer.ok)
    throw new ApiError(answer.status, told.code ?? `http-${answer.status}`, told.detail ?? answer.statusText);
  return told;
}
