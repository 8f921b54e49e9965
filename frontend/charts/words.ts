/* Short words for the axes; the table says the same in full. */

export function percentOf(share: number): string {
  return `${Math.round(share * 100)}\u202f%`;
}

export function lengthOf(minutes: number): string {
  const format = (value: number, unit: string, digits: number): string =>
    new Intl.NumberFormat(document.documentElement.lang || "en", { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: digits }).format(value);
  if (minutes < 120) return format(minutes, "minute", 0);
  return minutes < 48 * 60 ? format(minutes / 60, "hour", 0) : format(minutes / 1440, "day", 1);
}
