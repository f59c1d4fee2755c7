import { Card, Flex, Grid, Heading, Skeleton, Text } from '@radix-ui/themes';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import type { Schemas } from '../../../client/index.ts';
import { Moment } from '../../parts/moment.tsx';
import { Page } from '../../parts/page.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { WhatWasDone } from '../orders/what-was-done.tsx';
import { Copyable } from '../parts/copyable.tsx';
import { Fact, FactList } from '../parts/facts.tsx';
import { deadLetterQuery } from './dead-letter-query.ts';
import { LetterState } from './dead-letter-table.tsx';
import { LetterActions } from './letter-actions.tsx';

/** A message that could not be processed, and what can be done about it. */
export function DeadLetterPage() {
  const { deadLetterId = '' } = useParams();
  const { data: letter, error, refetch } = useQuery(deadLetterQuery(deadLetterId));
  return (
    <Page title="Dead letter" aside={letter && <LetterState state={letter.state} />}>
      {error && <Trouble of={error} retry={refetch} />}
      {!letter && !error && <Skeleton width="100%" height="12em" />}
      {letter && (
        <>
          <LetterActions key={letter.deadLetterId} letter={letter} />
          <Grid columns={{ initial: '1', md: '3fr 2fr' }} gap="5" align="start">
            <Message letter={letter} />
            <Flex direction="column" gap="5">
              <Facts letter={letter} />
              <WhatWasDone actions={letter.actions} />
            </Flex>
          </Grid>
        </>
      )}
    </Page>
  );
}

const timesText = (times: number) => (times === 1 ? 'once' : `${times} times`);

const Message = ({ letter: { body, attributes, personalDataShown } }: { letter: Schemas['DeadLetterDossier'] }) => (
  <Card size="3">
    <Heading as="h2" size="4" mb="2">
      The message
    </Heading>
    {!personalDataShown && (
      <Text as="p" size="2" color="gray">
        Anything that may be personal data is hidden.
      </Text>
    )}
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable content must be reachable by keyboard */}
    <pre className="body" tabIndex={0}>
      {body}
    </pre>
    <Heading as="h3" size="3" mt="4">
      Attributes
    </Heading>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable content must be reachable by keyboard */}
    <pre className="body" tabIndex={0}>
      {JSON.stringify(attributes, null, 2)}
    </pre>
  </Card>
);

const Facts = ({ letter }: { letter: Schemas['DeadLetterDossier'] }) => (
  <Card size="3">
    <Heading as="h2" size="4" mb="4">
      What is known about it
    </Heading>
    <FactList>
      <Fact name="Why">{letter.reason}</Fact>
      <Fact name="Meant for">{letter.queue}</Fact>
      <Fact name="Type">{letter.type ?? 'unknown'}</Fact>
      {letter.orderId && (
        <Fact name="Order">
          <Link to={`/console/orders/${letter.orderId}`}>{letter.orderId}</Link>
        </Fact>
      )}
      <Fact name="First sent">
        <Moment at={letter.sentAt} />
      </Fact>
      <Fact name="Recorded">
        <Moment at={letter.recordedAt} />
      </Fact>
      <Fact name="Tried">
        received {timesText(letter.receives)}, redriven {timesText(letter.redrives)} before
      </Fact>
      {letter.copies > 0 && (
        <Fact name="More copies">
          {letter.copies}, the last <Moment at={letter.lastCopyAt ?? letter.recordedAt} />
        </Fact>
      )}
      {letter.previousId && (
        <Fact name="Before that">
          <Link to={`/console/dead-letters/${letter.previousId}`}>the dead letter that was redriven</Link>
        </Fact>
      )}
      <Fact name="Id">
        <Copyable what="the id" text={letter.deadLetterId} />
      </Fact>
      {letter.trace && (
        <Fact name="Trace">
          <Copyable what="the trace" text={letter.trace} />
        </Fact>
      )}
    </FactList>
  </Card>
);
