/* particles.c - sizes and kinds of particles of one row: PM2.5 <= PM10 <= TSP, and BC + OC <= PM2.5 (OC is carbon
 * alone, so the rule is mild). Rows without TSP (0) are not judged for it: few tables give it. */
#include "inventory/check/check.h"

#include "base/log.h"

/* Rounding of factors as tables write them. */
static const double slack = 1e-6;

static lt_status more_than_whole(const lt_ledger_check *check, const lt_source *s, const char *columns,
                                 const char *rule, double part, double whole) {
    return lt_faults_take(check->faults,
                          LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("particles that cannot be: not %s", rule),
                                   .where = lt_fmt("%s:%d, columns %s (source %s)", s->file ? s->file : check->path,
                                                   s->line, columns, s->id),
                                   .expected = rule, .found = lt_fmt("%.6g kg and %.6g kg a year", part, whole),
                                   .todo = "correct the factors or the removal of one of them (the row's own, or those "
                                           "of its process and control)"));
}

static bool exceeds(double part, double whole) {
    return part > whole * (1 + slack);
}

lt_status lt_ledger_check_particles(const lt_ledger_check *check) {
    for (long k = 0; k < check->ledger->n; k++) {
        const lt_source *s = &check->ledger->sources[k];
        const double fine = lt_source_emission_kg(s, LT_PM25), pm10 = lt_source_emission_kg(s, LT_PM10),
                     tsp = lt_source_emission_kg(s, LT_TSP),
                     carbon = lt_source_emission_kg(s, LT_BC) + lt_source_emission_kg(s, LT_OC);
        if (exceeds(fine, pm10))
            LT_TRY(more_than_whole(check, s, "factor_PM2.5, factor_PM10", "PM2.5 <= PM10", fine, pm10));
        if (tsp > 0 && exceeds(pm10, tsp))
            LT_TRY(more_than_whole(check, s, "factor_PM10, factor_TSP", "PM10 <= TSP", pm10, tsp));
        if (exceeds(carbon, fine))
            LT_TRY(more_than_whole(check, s, "factor_BC, factor_OC, factor_PM2.5", "BC + OC <= PM2.5", carbon, fine));
    }
    return LT_OK;
}
