import { createRoot } from 'react-dom/client';
import './app/styles.ts';
import { App } from './app/app.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no element #root');
createRoot(root).render(<App />);
