import { Button, FileButton, Group, Select, Stack, Text } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys';
import { bytes } from '../firmware/format';
import { type Image, imagesQuery } from '../firmware/queries';
import { send } from '../firmware/upload';

type Props = {
  image: string | undefined;
  set: (image: string | undefined, known: Image | undefined) => void;
  error?: string | undefined;
};

/** A firmware image of our file service: one that is there, or a new one. What is known of it comes along. */
export function ImageField({ image, set, error }: Props) {
  const { t, i18n } = useTranslation('jobs');
  const queries = useQueryClient();
  const images = useQuery(imagesQuery);
  const bring = useMutation({
    mutationFn: (file: File) => send(file, () => {}),
    onSuccess: async (file) => {
      await queries.invalidateQueries({ queryKey: keys.files });
      set(file.id, undefined);
    },
  });
  // The address may have named it before anything was known of it.
  const begun = useRef(image);
  useEffect(() => {
    const known = images.data?.find(({ id }) => id === begun.current);
    if (!known) return;
    begun.current = undefined;
    set(known.id, known);
  }, [images.data, set]);
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
          onChange={(chosen) =>
            set(
              chosen ?? undefined,
              images.data?.find(({ id }) => id === chosen),
            )
          }
          data={
            images.data?.map((one) => ({
              value: one.id,
              label: [one.name, one.version, bytes(one.sizeBytes, i18n.language), one.sha256.slice(0, 12)]
                .filter(Boolean)
                .join(' · '),
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
