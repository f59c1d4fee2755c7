import { createRoot } from 'react-dom/client';
import './app/styles.ts';
import { App } from './app/app.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no element #root');
createRoot(root).render(<App />);

// A page that the browser has frozen and shows again has missed everything, such as a sign-out in another tab.
addEventListener('pageshow', ({ persisted }) => persisted && location.reload());
