import type { Basis } from '../basis.ts';
import { countOf } from '../inventory.ts';
import { type Line, linesOf } from '../line.ts';
import { hoursPerMonth } from '../running-hours.ts';
import { sizes } from '../usage.ts';

/** The database, the tables, and the backups of both. */
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
          // The database pauses only while no task runs, because the services poll it constantly.
          ['databaseCapacity', instances * (hours * Math.max(acuMin, acuAverage) + idleHours * acuMin)],
          ['databaseStorage', databaseGigabytes],
          ['databaseIo', orders * sizes.ioPerOrder + requests * sizes.ioPerRequest],
        ])),
    ...(hasTables
      ? linesOf('tables', [
          ['writeUnit', orders * calls.writeUnits],
          // Reading a product costs half a unit.
          ['readUnit', orders * calls.readUnits + requests * toCatalog * 0.5],
          ['tableStorage', tableGigabytes],
          ['tableRecovery', tableGigabytes],
        ])
      : []),
    ...linesOf('images and backups', [
      ['imageStorage', countOf(inventory, 'aws_ecr_repository') * sizes.imagesKept * sizes.imageGigabytes],
      // Backups as large as the database are free; changes since then add about as much again. AWS Backup copies that outlive
      // the database's own backups are charged in full, and copies of tables always are.
      ['databaseBackup', instances === 0 ? 0 : databaseGigabytes * Math.max(1, copies - backupDays)],
      ['tableBackup', hasTables ? tableGigabytes * copies : 0],
    ]),
  ];
}
