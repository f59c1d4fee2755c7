import { MoonIcon, SunIcon } from '@radix-ui/react-icons';
import { IconButton } from '@radix-ui/themes';
import { useAppearance } from '../app/appearance.ts';

export function AppearanceSwitch() {
  const [appearance, choose] = useAppearance();
  const other = appearance === 'dark' ? 'light' : 'dark';
  return (
    <IconButton variant="ghost" color="gray" m="1" aria-label={`Switch to ${other} colours`} onClick={() => choose(other)}>
      {other === 'dark' ? <MoonIcon /> : <SunIcon />}
    </IconButton>
  );
}
