/** A step's name as files and traces spell it: `reserve-stock` for `reserveStock`. */
export const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
