import type { ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';
import { useIsSignedIn } from './session.ts';
import { signInAddress } from './sign-in-address.ts';

/** Pages that need a session. Others sign in first and come back. */
export function SignedIn({ children }: { children: ReactNode }) {
  const location = useLocation();
  return useIsSignedIn() ? children : <Navigate to={signInAddress(location)} replace />;
}
