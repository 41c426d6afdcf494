/* alert.c - see alert.h. */
#include "scenarios/alert.h"

#include "inventory/time/calendar_rule.h"
#include "inventory/time/laws.h"

#include <math.h>
#include <string.h>

bool lt_alert_any(const lt_package *package) {
    for (long m = 0; m < package->n; m++)
        if (package->measures[m]->tier) return true;
    return false;
}

bool lt_alert_only(const lt_package *package) {
    for (long m = 0; m < package->n; m++)
        if (!package->measures[m]->tier) return false;
    return package->n > 0;
}

static bool reaches(const lt_measure *measure, const lt_alert *alert) {
    const enum lt_tier tier = lt_tier_find(alert->tier);
    return measure->tier && (tier == LT_TIER_NONE || measure->tier <= tier);
}

bool lt_alert_holds(const lt_package *package, long m, const lt_alert *alert) {
    const lt_measure *measure = package->measures[m];
    if (!reaches(measure, alert)) return false;
    for (long k = 0; k < package->n; k++) {
        const lt_measure *other = package->measures[k];
        if (other->tier > measure->tier && reaches(other, alert) &&
            strcmp(lt_measure_stem(other), lt_measure_stem(measure)) == 0)
            return false;
    }
    return true;
}

bool lt_alert_acts(const lt_package *package, const lt_alert *alert) {
    for (long m = 0; m < package->n; m++)
        if (lt_alert_holds(package, m, alert)) return true;
    return false;
}

lt_status lt_alert_check(const lt_package *package) {
    if (!lt_alert_only(package)) return LT_OK;
    for (long a = 0; a < package->n_alerts; a++)
        if (lt_alert_acts(package, &package->alerts[a])) return LT_OK;
    return LT_RAISE(
        LT_ERR_INPUT, .what = lt_fmt("no hour stands under an alert of package %s", package->id),
        .where = package->path,
        .expected = lt_fmt("alerts: in the case, one of tier %s or above", lt_tier_names[package->measures[0]->tier]),
        .found = package->n_alerts ? "alerts of lower tiers" : "none",
        .todo = "add to the case: alerts: [{start: 2014-01-15 08:00, end: 2014-01-17 20:00, lead: 24 h}]");
}

/* The newest change of a record in the hours of an alert (0: of any), NULL if there is none. */
static const lt_change *newest(const lt_changes *changes, const char *id, int alert) {
    for (long n = lt_changes_last(changes, id); n >= 0; n = changes->rows[n].previous) {
        const lt_change *row = &changes->rows[n];
        if (row->alert == 0) return NULL; /* alerts act last */
        if (alert == 0 || row->alert == alert) return row;
    }
    return NULL;
}

const lt_source *lt_alert_outside(const lt_changes *changes, const lt_source *year) {
    const lt_source *source = year;
    for (long n = lt_changes_last(changes, year->id); n >= 0 && changes->rows[n].alert; n = changes->rows[n].previous)
        source = &changes->rows[n].before;
    return source;
}

const lt_source *lt_alert_inside(const lt_changes *changes, const lt_source *year, int alert) {
    const lt_change *row = newest(changes, year->id, alert);
    return row != NULL ? row->inside : lt_alert_outside(changes, year);
}

lt_status lt_alert_hours_of(lt_ledger *ledger, const lt_alert *alert, lt_alert_hours *out) {
    const lt_calendars *known;
    LT_TRY(lt_ledger_calendars(ledger, &known));
    *out = (lt_alert_hours){alert, ledger->known, NULL};
    LT_TRY(lt_calloc((size_t)known->n, sizeof *out->share, &out->share));
    for (long k = 0; k < known->n; k++) out->share[k] = NAN;
    return LT_OK;
}

lt_status lt_alert_share(lt_alert_hours *h, const lt_source *source, double *out) {
    lt_timing timing;
    if (!lt_timing_find(h->calendars, source->calendar, &timing))
        return lt_timing_fault(h->calendars, source->calendar, lt_fmt("record %s", source->id));
    double *share = &h->share[timing.calendar];
    if (isnan(*share))
        *share = lt_calendar_share(&h->calendars->items[timing.calendar], h->alert->start, h->alert->end);
    *out = *share;
    return LT_OK;
}

/* y + w (to - from), for activity and emissions. */
static lt_source year_of(const lt_source *y, const lt_source *from, const lt_source *to, double w) {
    lt_source out = *y;
    out.activity = y->activity + w * (to->activity - from->activity);
    for (int p = 0; p < LT_N_POLLUTANTS; p++) {
        if (to->removal[p] == from->removal[p] && from->removal[p] == y->removal[p]) continue;
        const enum lt_pollutant which = (enum lt_pollutant)p;
        const double kg = lt_source_emission_kg(y, which) +
                          w * (lt_source_emission_kg(to, which) - lt_source_emission_kg(from, which));
        const double all = out.activity * out.factor_kg[p];
        if (all > 0) out.removal[p] = fmin(1, fmax(0, 1 - kg / all));
    }
    return out;
}

static lt_status note(const lt_change *inner, int alert, double share, const lt_source *before, lt_source *year,
                      lt_changes *changes) {
    lt_source *inside;
    const lt_source after = year_of(before, &inner->before, &inner->after, share);
    LT_TRY(lt_calloc(1, sizeof *inside, &inside));
    *inside = inner->after;
    const lt_status status = lt_changes_add(changes, inner->measure, inner->action, inner->words, before, &after);
    if (status != LT_OK) {
        lt_free(inside);
        return status;
    }
    lt_change *row = &changes->rows[changes->n - 1];
    memcpy(row->where, inner->where, sizeof row->where);
    row->alert = alert;
    row->inside = inside;
    *year = after;
    return LT_OK;
}

/* What the actions did inside, as changes of the year. */
static lt_status take(const lt_changes *inner, int alert, const lt_alert *when, lt_ledger *ledger,
                      lt_changes *changes) {
    lt_alert_hours h;
    LT_TRY(lt_alert_hours_of(ledger, when, &h));
    lt_status status = LT_OK;
    for (long n = 0; n < inner->n && status == LT_OK; n++) {
        lt_source *year = lt_ledger_find(ledger, inner->rows[n].after.id);
        const lt_source before = *year;
        double share;
        status = lt_alert_share(&h, year, &share);
        if (status == LT_OK) status = note(&inner->rows[n], alert, share, &before, year, changes);
    }
    lt_free(h.share);
    return status;
}

/* One measure in one alert: the ledger is for a while what it is in these hours. */
static lt_status apply_in(const lt_package *package, long m, double strength, int alert, lt_ledger *ledger,
                          lt_changes *changes) {
    const size_t bytes = (size_t)ledger->n * sizeof *ledger->sources;
    long first = 0;
    lt_package alone = {.measures = &package->measures[m], .member_of = &first, .n = 1};
    lt_changes inner = {0};
    lt_source *year;
    memcpy(alone.id, package->id, sizeof alone.id);
    LT_TRY(lt_calloc((size_t)ledger->n, sizeof *year, &year));
    memcpy(year, ledger->sources, bytes);
    for (long r = 0; r < ledger->n; r++) ledger->sources[r] = *lt_alert_inside(changes, &year[r], alert);
    lt_status status = lt_package_apply_strengths(&alone, &strength, ledger, &inner);
    memcpy(ledger->sources, year, bytes);
    lt_free(year);
    if (status == LT_OK) status = take(&inner, alert, &package->alerts[alert - 1], ledger, changes);
    lt_changes_free(&inner);
    return status;
}

lt_status lt_alert_apply(const lt_package *package, long m, double strength, lt_ledger *ledger, lt_changes *changes) {
    for (long a = 0; a < package->n_alerts; a++)
        if (lt_alert_holds(package, m, &package->alerts[a]))
            LT_TRY(apply_in(package, m, strength, (int)a + 1, ledger, changes));
    return LT_OK;
}

lt_status lt_alert_episodes(const lt_package *package, const lt_changes *changes, const lt_period *period,
                            lt_ledger *ledger, lt_episodes *out) {
    *out = (lt_episodes){0};
    LT_TRY(lt_calloc((size_t)package->n_alerts, sizeof *out->items, &out->items));
    for (long a = 0; a < package->n_alerts; a++) {
        const lt_alert *alert = &package->alerts[a];
        if (!lt_alert_runs_in(alert, period) || !lt_alert_acts(package, alert)) continue;
        lt_episode *made = &out->items[out->n];
        LT_TRY(lt_calloc((size_t)ledger->n, sizeof *made->sources, &made->sources));
        out->n++;
        made->from = alert->start;
        made->until = alert->end;
        for (long r = 0; r < ledger->n; r++)
            made->sources[r] = *lt_alert_inside(changes, &ledger->sources[r], (int)a + 1);
    }
    for (long r = 0; r < ledger->n; r++) ledger->sources[r] = *lt_alert_outside(changes, &ledger->sources[r]);
    return LT_OK;
}

void lt_alert_free(lt_episodes *episodes) {
    for (int k = 0; k < episodes->n; k++) lt_free(episodes->items[k].sources);
    lt_free(episodes->items);
    *episodes = (lt_episodes){0};
}
