/** An instant as officers type it: 082311Z FEB 17, 2017-02-08 23:11, 2017-02-08T23:11:07Z, or 2311 of the same day. */
const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const GROUP = /^(\d{2})(\d{2})(\d{2})Z?\s*([A-Z]{3})\s*(\d{2}|\d{4})$/;
const STAMP = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):?(\d{2})(?::(\d{2})(?:\.\d+)?)?Z?$/;
const CLOCK = /^(\d{2}):?(\d{2})Z?$/;
const DAY_MS = 86_400_000;

/** Milliseconds since 1970; null where it is no instant. Always UTC. */
export function parseInstant(text: string, nowMs: number): number | null {
  const typed = text.trim().toUpperCase();
  const group = GROUP.exec(typed);
  if (group) {
    const [, day, hour, minute, month = "", year = ""] = group;
    const place = MONTHS.indexOf(month);
    return place < 0 ? null : check(Number(year) + (year.length === 2 ? 2000 : 0), place, day, hour, minute, "0");
  }
  const stamp = STAMP.exec(typed);
  if (stamp) {
    const [, year, month, day, hour, minute, second = "0"] = stamp;
    return check(Number(year), Number(month) - 1, day, hour, minute, second);
  }
  const clock = CLOCK.exec(typed);
  if (clock === null) return null;
  const [hour, minute] = [Number(clock[1]), Number(clock[2])];
  if (hour > 23 || minute > 59) return null;
  return Math.floor(nowMs / DAY_MS) * DAY_MS + (hour * 60 + minute) * 60_000;
}

function check(year: number, month: number, ...rest: (string | undefined)[]): number | null {
  const [day = 0, hour = 0, minute = 0, second = 0] = rest.map(Number);
  const at = new Date(Date.UTC(year, month, day, hour, minute, second));
  const isSame = at.getUTCMonth() === month && at.getUTCDate() === day && at.getUTCHours() === hour;
  return isSame && minute < 60 && second < 60 ? at.getTime() : null;
}

/** As the API takes it. */
export function toStamp(ms: number): string {
  return new Date(ms).toISOString().replace(".000Z", "Z");
}
