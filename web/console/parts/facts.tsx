import { DataList } from '@radix-ui/themes';
import type { ReactNode } from 'react';

/** Facts, each with its name. */
export const FactList = ({ children }: { children: ReactNode }) => (
  <DataList.Root size="2" orientation={{ initial: 'vertical', xs: 'horizontal' }}>
    {children}
  </DataList.Root>
);

export const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <DataList.Item>
    <DataList.Label color="gray">{name}</DataList.Label>
    <DataList.Value>
      {/* One element, because the value lays out its children side by side. */}
      <span>{children}</span>
    </DataList.Value>
  </DataList.Item>
);
