import type { Basis } from '../basis.ts';
import { countOf } from '../inventory.ts';
import { type Line, linesOf } from '../line.ts';
import { hoursPerMonth } from '../running-hours.ts';
import { sizes } from '../usage.ts';

/** The database, the tables, and the copies of both. */
export function dataLines({ inventory, usage, calls, hours }: Basis): Line[] {
  const { orders, requests, databaseGigabytes, tableGigabytes, toCatalog, acuAverage } = usage;
  const { instances, acuMin, backupDays } = inventory.database;
  const hasTables = countOf(inventory, 'aws_dynamodb_table') > 0;
  const idleHours = hoursPerMonth - hours;
  const copies = inventory.backupCopiesDays;
  return [
    ...(instances === 0
      ? []
      : linesOf('database', [
          // Pauses happen only while no task runs, for the services ask the database all the time.
          ['databaseCapacity', instances * (hours * Math.max(acuMin, acuAverage) + idleHours * acuMin)],
          ['databaseStorage', databaseGigabytes],
          ['databaseIo', orders * sizes.ioPerOrder + requests * sizes.ioPerRequest],
        ])),
    ...(hasTables
      ? linesOf('tables', [
          ['writeUnit', orders * calls.writeUnits],
          // A look at a product costs half a unit.
          ['readUnit', orders * calls.readUnits + requests * toCatalog * 0.5],
          ['tableStorage', tableGigabytes],
          ['tableRecovery', tableGigabytes],
        ])
      : []),
    ...linesOf('images and backups', [
      ['imageStorage', countOf(inventory, 'aws_ecr_repository') * sizes.imagesKept * sizes.imageGigabytes],
      // As much as the database itself is free; what has changed since is about as much again. Copies of AWS Backup that are
      // older than the database's own are charged in full, and those of tables always.
      ['databaseBackup', instances === 0 ? 0 : databaseGigabytes * Math.max(1, copies - backupDays)],
      ['tableBackup', hasTables ? tableGigabytes * copies : 0],
    ]),
  ];
}
