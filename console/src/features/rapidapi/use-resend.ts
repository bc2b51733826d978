import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ask } from '../../shared/api/ask.ts';
import { toast } from '../../shared/ui/toast.ts';

export const resendPath = '/api/v1/organizations/{org}/deliveries/{id}/resend';

/** Queues a delivery again: the same event, under the same id. */
export function useResend(org: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => ask('post', resendPath, { path: { org, id } }),
    onSuccess: async () => {
      toast('Queued to be sent again.');
      await client.invalidateQueries({ queryKey: ['rapidapi', org, 'logs'] });
    },
  });
}
