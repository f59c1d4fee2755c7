import { CheckIcon, CircleIcon, Cross2Icon, ExclamationTriangleIcon, MinusIcon, ResetIcon } from '@radix-ui/react-icons';
import { Spinner, Text } from '@radix-ui/themes';
import type { Schemas } from '../../client/index.ts';
import { columnCount, type Lane, type LaneStep, lanesOf, type StepState, type Told } from './lanes.ts';
import { serviceWords, stepWords } from './words.ts';

type Props = {
  order: Pick<Schemas['Order'], 'status' | 'settled' | 'waitingFor' | 'placedAt'>;
  events: readonly Told[];
  isOverdue?: boolean;
};

/** The saga as a picture: a lane for each service. Steps go from left to right, and below them undos from right to left. */
export function Lanes({ order: { status, settled, waitingFor, placedAt }, events, isOverdue = false }: Props) {
  const isCancelled = status === 'CANCELLING' || status === 'CANCELLED';
  const lanes = lanesOf({ events, waitingFor, isCancelled, isOver: settled && isCancelled, isOverdue });
  return (
    <ol className="lanes" aria-label="What each service does for this order" style={variables({ columns: columnCount() })}>
      {lanes.map((lane) => (
        <LaneRow key={lane.service} lane={lane} began={Date.parse(placedAt)} />
      ))}
    </ol>
  );
}

function LaneRow({ lane: { service, steps }, began }: { lane: Lane; began: number }) {
  const { name, does } = serviceWords[service];
  return (
    <li className="lane">
      <div className="lane-name">
        <Text size="2" weight="bold">
          {name}
        </Text>{' '}
        <Text size="1" color="gray">
          {does}
        </Text>
      </div>
      <ol className="lane-steps">
        {steps.map((step) => (
          <Step key={step.name} step={step} began={began} />
        ))}
      </ol>
    </li>
  );
}

function Step({ step, began }: { step: LaneStep; began: number }) {
  const { name, state, column, isUndo, isIdle, event } = step;
  return (
    <li
      className="step"
      data-state={state}
      data-undo={isUndo || undefined}
      data-idle={(isIdle && state === 'done') || undefined}
      data-step={name}
      style={variables({ column })}
    >
      <span className="step-sign">{signOf(state, isUndo)}</span>
      <span className="step-label">{labelOf(step)}</span>
      <span className="step-state">
        {stateWords(step)}
        {event && <> · {offset(Date.parse(event.time) - began)}</>}
      </span>
    </li>
  );
}

/** Custom properties that lanes.css uses for the layout. */
const variables = (numbers: Record<string, number>) =>
  Object.fromEntries(Object.entries(numbers).map(([name, number]) => [`--${name}`, number])) as React.CSSProperties;

function signOf(state: StepState, isUndo: boolean) {
  if (state === 'awaited') return <Spinner size="1" />;
  if (state === 'overdue') return <ExclamationTriangleIcon />;
  if (state === 'refused') return <Cross2Icon />;
  if (state === 'undone' || (state === 'done' && isUndo)) return <ResetIcon />;
  if (state === 'done') return <CheckIcon />;
  return state === 'skipped' ? <MinusIcon /> : <CircleIcon />;
}

function labelOf({ name, state }: LaneStep): string {
  const words = stepWords[name];
  if (state === 'refused') return words?.refused ?? name;
  return (state === 'done' || state === 'undone' ? words?.done : words?.label) ?? name;
}

function stateWords({ state, isUndo, isIdle }: LaneStep): string {
  if (state === 'done' && isUndo) return isIdle ? 'nothing to undo' : 'undo done';
  if (state === 'awaited') return isUndo ? 'undoing' : 'awaited';
  return { done: 'done', refused: 'refused', undone: 'undone', overdue: 'overdue', ahead: 'ahead', skipped: 'not needed' }[state];
}

/** `+0.42 s` since the order was placed, or in minutes, hours, days when it took longer. */
function offset(milliseconds: number): string {
  const seconds = Math.max(milliseconds, 0) / 1000;
  if (seconds < 60) return `+${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;
  if (seconds < 3600) return `+${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `+${Math.round(seconds / 3600)} h` : `+${Math.round(seconds / 86_400)} d`;
}
