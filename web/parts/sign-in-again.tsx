import { Button } from '@radix-ui/themes';
import { useMutation } from '@tanstack/react-query';
import { useLocation, useNavigate } from 'react-router';
import { endSession } from '../app/left-behind.ts';
import { signInAddress } from '../app/sign-in-address.ts';

/** Leads to the sign-in page and back. That page sends those who are signed in straight back, so they are signed out first. */
export function SignInAgain() {
  const location = useLocation();
  const navigate = useNavigate();
  const { mutate, isPending } = useMutation({
    mutationFn: endSession,
    // Here they are signed out even if the server could not be told.
    onSettled: () => navigate(signInAddress(location), { replace: true }),
  });
  return (
    <Button type="button" color="red" variant="soft" loading={isPending} onClick={() => mutate()}>
      Sign in
    </Button>
  );
}
