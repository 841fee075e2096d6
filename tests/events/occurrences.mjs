// Reads a calendar with ical.js, the engine of Thunderbird, and prints what a subscriber sees up to a day.
//   node occurrences.mjs PATH/TO/ical.js 2028-12-31 <agenda.ics
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [library, until] = process.argv.slice(2);
const ICAL = (await import(pathToFileURL(library))).default;
const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);

const byUid = Map.groupBy
  ? Map.groupBy(calendar.getAllSubcomponents("vevent"), (part) => part.getFirstPropertyValue("uid"))
  : calendar.getAllSubcomponents("vevent").reduce((found, part) => {
      const uid = part.getFirstPropertyValue("uid");
      return found.set(uid, [...(found.get(uid) ?? []), part]);
    }, new Map());

const end = ICAL.Time.fromDateString(until);
const shown = [];
for (const parts of byUid.values()) {
  const master = new ICAL.Event(parts.find((part) => !part.hasProperty("recurrence-id")) ?? parts[0]);
  for (const part of parts) if (part.hasProperty("recurrence-id")) master.relateException(part);
  if (!master.isRecurring()) {
    shown.push(line(master, master.startDate, master.endDate));
    continue;
  }
  const dates = master.iterator();
  for (let next = dates.next(); next && next.compare(end) <= 0; next = dates.next()) {
    const one = master.getOccurrenceDetails(next);
    shown.push(line(one.item, one.startDate, one.endDate));
  }
}
console.log(JSON.stringify(shown));

// Wall-clock start and end (empty when nobody said), instant of the start, title, status.
function line(item, start, finish) {
  const open = !item.component.hasProperty("dtend");
  const instant = start.isDate ? start.toString() : start.toJSDate().toISOString();
  return [start.toString(), open ? "" : finish.toString(), instant, item.summary, item.component.getFirstPropertyValue("status")];
}
