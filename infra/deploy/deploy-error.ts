/** Something that whoever deploys can put right; the message says what it is and what to do, and is all that they are shown. */
export class DeployError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DeployError';
  }
}
