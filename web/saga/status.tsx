import { CheckCircledIcon, CrossCircledIcon, ResetIcon, UpdateIcon } from '@radix-ui/react-icons';
import { Badge } from '@radix-ui/themes';
import type { Schemas } from '../../client/index.ts';
import { statusWords } from './status-words.ts';

const icons = { green: CheckCircledIcon, red: CrossCircledIcon, amber: ResetIcon, indigo: UpdateIcon };

/** An order's status: a word and a sign, not a colour alone. */
export function Status({ order }: { order: Pick<Schemas['Order'], 'status' | 'settled' | 'reason'> }) {
  const { label, color } = statusWords(order);
  const Icon = icons[color];
  return (
    <Badge color={color} size="2" radius="full">
      <Icon /> {label}
    </Badge>
  );
}
