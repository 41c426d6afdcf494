/* alert.h - measures that hold in the hours of alerts only.
 *
 * An alert (base/job.h) has hours, and may have a tier; a measure has a tier from which on it holds. In an hour a
 * measure of tier m holds when the alert's tier is m or above, or is none; of variants that hold the highest acts.
 *
 *   inside   the record after the actions of all measures that hold, in their order        [start, end)
 *   outside  the record as it is without alerts                                             all other hours, bit by bit
 *   year     y' = y + W (s' - s)   for the activity and every emission; s, s' the record inside before and after an
 *            action; W the share of a year's emission that its calendar puts into the hours
 *
 * The ledger and its tables are of the year, so that the hours of the emissions add up to them. Records that go by a
 * law have the W of its calendar: that of the mean year; what the run's weather makes of the hours is in the budgets.
 * A package without hours: its measures of alerts rest, but where it has no others they act as if the whole year stood
 * under the alert. */
#ifndef LT_ALERT_H
#define LT_ALERT_H

#include "inventory/time/episode.h"
#include "scenarios/action.h"
#include "scenarios/package.h"

/* Has the package measures of alerts; nothing but such? */
bool lt_alert_any(const lt_package *package);
bool lt_alert_only(const lt_package *package);
/* Does measure m act in the hours of the alert? */
bool lt_alert_holds(const lt_package *package, long m, const lt_alert *alert);
/* Any of its measures? */
bool lt_alert_acts(const lt_package *package, const lt_alert *alert);
/* LT_ERR_INPUT: a package of alerts alone has no hours, or none of its tiers. */
lt_status lt_alert_check(const lt_package *package);
/* Measure m, with a strength beside its own, in the hours of all alerts of the package. The ledger becomes that of the
 * year. */
lt_status lt_alert_apply(const lt_package *package, long m, double strength, lt_ledger *ledger, lt_changes *changes);

/* What a record is in the hours of an alert (number from 1) and outside all of them; year: as it stands in the ledger.
 */
const lt_source *lt_alert_inside(const lt_changes *changes, const lt_source *year, int alert);
const lt_source *lt_alert_outside(const lt_changes *changes, const lt_source *year);
/* The ledger becomes that outside all alerts; episodes those that the period's run holds (lt_alert_free). */
lt_status lt_alert_episodes(const lt_package *package, const lt_changes *changes, const lt_period *period,
                            lt_ledger *ledger, lt_episodes *out);
void lt_alert_free(lt_episodes *episodes);

/* W of records in the hours of an alert. */
typedef struct lt_alert_hours {
    const lt_alert *alert;
    lt_calendars *calendars; /* of the ledger, borrowed */
    double *share;           /* [calendar], free it; NAN: not asked for yet */
} lt_alert_hours;
lt_status lt_alert_hours_of(lt_ledger *ledger, const lt_alert *alert, lt_alert_hours *out);
lt_status lt_alert_share(lt_alert_hours *hours, const lt_source *source, double *out);

/* alert_table.c: what the hours took, by the calendars [t].
 * alerts_<package>.csv: a row an alert, city (and Liaoning) and pollutant, natural sources left out. */
lt_status lt_alert_write_csv(const lt_package *package, const lt_changes *changes, lt_ledger *ledger, lt_outdir *dir,
                             const char *name);
/* {"alerts": [{"alert", "tier", "announced", "start", "end", "hours", "emissions_t": {"SO2": {"without", "with",
 * "taken", "asked_percent"}, ...}}]} of Liaoning into an object; nothing where no hours are given. */
struct cJSON;
lt_status lt_alert_json(const lt_package *package, const lt_changes *changes, lt_ledger *ledger, struct cJSON *root);
/* The sums of Liaoning for people. */
lt_status lt_alert_say(const lt_package *package, const lt_changes *changes, lt_ledger *ledger, bool chinese);

#endif
