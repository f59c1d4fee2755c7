/** An error that the person who deploys can fix. Only its message is printed: what is wrong, and what to do. */
export class DeployError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DeployError';
  }
}
