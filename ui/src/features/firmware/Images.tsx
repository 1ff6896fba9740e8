import { Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconDownload, IconShieldOff } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { CardTable } from '../../app/CardTable';
import { Confirm } from '../../app/Confirm';
import { RightButton, useReason } from '../../app/rights';
import { Panel } from '../../app/states';
import { Age } from '../../app/time';
import { useSession } from '../session/session';
import { DropZone, Uploads } from './DropZone';
import classes from './Firmware.module.css';
import { bytes, commonName } from './format';
import { ImageDialog } from './ImageDialog';
import { type Image, imagesQuery, usageQuery } from './queries';
import { useUploads } from './upload';

/** Firmware for stations to fetch: brought by dropping it, described, signed, sent on its way. */
export function Images() {
  const { t, i18n } = useTranslation('firmware');
  const { t: common } = useTranslation();
  const session = useSession();
  const queries = useQueryClient();
  const reason = useReason('operator', true);
  const forJobs = useReason('operator');
  const asked = useQuery(imagesQuery);
  const usage = useQuery({ ...usageQuery, enabled: !session?.sites });
  const [open, setOpen] = useState<string>();
  const [deleting, setDeleting] = useState<Image>();
  const { uploads, dismiss, bring } = useUploads((file) => setOpen(file.id));
  const shown = asked.data?.find(({ id }) => id === open);
  const columns = [
    {
      name: t('image.name'),
      of: (image: Image) => (
        <div>
          <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
            {image.name}
          </Text>
          <Text size="xs" c="dimmed" className={classes.hash} title={`SHA-256 ${image.sha256}`}>
            {image.sha256.slice(0, 16)}…
          </Text>
        </div>
      ),
    },
    {
      name: t('image.version'),
      of: (image: Image) => (
        <Text size="sm" fw={600}>
          {image.version ?? '–'}
        </Text>
      ),
    },
    {
      name: t('image.for'),
      of: (image: Image) => (
        <Text size="sm">{[image.vendor, image.model].filter(Boolean).join(' ') || t('image.anyModel')}</Text>
      ),
    },
    {
      name: t('image.size'),
      of: (image: Image) => (
        <Text size="sm" className={classes.whole}>
          {bytes(image.sizeBytes, i18n.language)}
        </Text>
      ),
    },
    { name: t('image.signature'), of: (image: Image) => <Signature image={image} /> },
    {
      name: t('image.brought'),
      of: (image: Image) => (
        <div>
          <Age at={image.storedAt} size="sm" className={classes.whole} />
          <Text size="xs" c="dimmed">
            {image.actor}
          </Text>
        </div>
      ),
    },
  ];
  return (
    <Stack gap="md">
      <div>
        <DropZone reason={reason} largest={usage.data?.largestBytes} take={bring} />
        <Uploads uploads={uploads} dismiss={dismiss} />
      </div>
      <Panel asked={asked} isEmpty={(all) => all.length === 0} empty={<Text>{t('image.none')}</Text>}>
        {(all) => (
          <CardTable
            label={t('tab.images')}
            columns={columns}
            items={all}
            keyOf={({ id }) => id}
            actions={(image) => (
              <>
                {!forJobs && (
                  <Button
                    component={Link}
                    to={`/jobs/new?kind=firmware&image=${image.id}`}
                    size="xs"
                    aria-label={t('image.beginFor', { name: image.name })}
                  >
                    {t('image.begin')}
                  </Button>
                )}
                <RightButton
                  size="xs"
                  variant="default"
                  reason={reason}
                  aria-label={t('image.describeFor', { name: image.name })}
                  onClick={() => setOpen(image.id)}
                >
                  {t('image.describe')}
                </RightButton>
                {!session?.sites && (
                  <Button
                    component="a"
                    href={`/api/v1/files/${image.id}/content`}
                    download
                    size="xs"
                    variant="default"
                    aria-label={t('image.fetchFor', { name: image.name })}
                  >
                    <IconDownload size={16} />
                  </Button>
                )}
                <RightButton
                  size="xs"
                  variant="default"
                  reason={reason}
                  aria-label={`${common('action.delete')} ${image.name}`}
                  onClick={() => setDeleting(image)}
                >
                  {common('action.delete')}
                </RightButton>
              </>
            )}
          />
        )}
      </Panel>
      {shown && <ImageDialog key={shown.id} image={shown} close={() => setOpen(undefined)} />}
      {deleting && (
        <Confirm
          title={t('delete.title', { name: deleting.name })}
          consequence={deleting.updating > 0 ? t('delete.used', { count: deleting.updating }) : t('delete.unused')}
          action={common('action.delete')}
          close={() => setDeleting(undefined)}
          run={async () => {
            await body(api.DELETE('/api/v1/files/{id}', { params: { path: { id: deleting.id } } }));
            await queries.invalidateQueries({ queryKey: keys.files });
          }}
        />
      )}
    </Stack>
  );
}

function Signature({ image }: { image: Image }) {
  const { t } = useTranslation('firmware');
  if (!image.signer)
    return (
      <Badge tt="none" color="gray.7" leftSection={<IconShieldOff size={14} />}>
        {t('signature.none')}
      </Badge>
    );
  const over = new Date(image.signer.notAfter) < new Date();
  return (
    <Group gap={6}>
      <Badge tt="none" color={over ? 'red.9' : 'teal.9'} leftSection={<IconCircleCheck size={14} />}>
        {t(over ? 'signature.over' : image.signer.made ? 'signature.made' : 'signature.checked')}
      </Badge>
      <Text size="xs" c="dimmed">
        {commonName(image.signer.subject)}
      </Text>
      {image.updating > 0 && (
        <Anchor component={Link} to="/firmware?tab=updates" size="xs">
          {t('image.updating', { count: image.updating })}
        </Anchor>
      )}
    </Group>
  );
}
