/** A step's name in file names and traces: `reserve-stock` for `reserveStock`. */
export const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
