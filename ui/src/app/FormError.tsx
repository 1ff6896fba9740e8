import { Alert } from '@mantine/core';

/** Why a form was refused, where no field of it is to blame. */
export function FormError({ error }: { error: string | undefined }) {
  if (!error) return null;
  return (
    <Alert color="red" role="alert">
      {error}
    </Alert>
  );
}
