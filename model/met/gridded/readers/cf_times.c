/* cf_times.c - when the values of a CF file hold: the time axis, and the interval of what is accumulated or a mean.
 *
 * Intervals, the first that applies:
 *   the file's own time bounds;
 *   cell_methods "... (interval: 3 hours)";
 *   NCEP: since the last full six hours of the forecast (averages and sums begin anew every six hours; cycles start at
 *     0, 6, 12, 18 UTC, so that this is the last of these hours before the time);
 *   ECMWF forecast: since its start;
 *   ECMWF else: ERA5, whose hourly values cover the hour before (ECMWF, ERA5: data documentation, "Instantaneous,
 *     accumulated, mean rate and min/max parameters", confluence.ecmwf.int/x/DI4fDw: "Accumulations are over the hour
 *     ending at the validity date/time"; V).
 * An ECMWF file is a forecast where it has forecast_reference_time, or where cdo wrote its times as a few days since a
 * date before the first of them and nothing in the file speaks of ERA5. ERA-Interim's 3- to 12-hourly sums count from
 * the start of a forecast that its netCDF does not tell: such files need time bounds. */
#include "model/met/gridded/readers/cf.h"

#include "base/units.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char since_1970[] = "seconds since 1970-01-01 00:00:00";
static const lt_time LONGEST_FORECAST = 16 * (lt_time)LT_DAY; /* of GFS; ECMWF's medium range has 15 days */

bool lt_cf_is_time(lt_ncr *file, const char *variable) {
    char unit[128];
    return lt_foreign_units(file, variable, unit, sizeof unit) && strstr(unit, " since ") != NULL;
}

/* Names of calendars that are ours after 1582. */
static lt_status judge_calendar(lt_cf *cf, double origin) {
    char calendar[64];
    const char *where = lt_fmt("%s, variable %s", cf->path, cf->time_name);
    static const char *const known[] = {"standard", "gregorian", "proleptic_gregorian", "none"};
    if (!lt_foreign_text(cf->file, cf->time_name, "calendar", calendar, sizeof calendar)) strcpy(calendar, "standard");
    bool fits = false;
    for (size_t k = 0; k < sizeof known / sizeof *known; k++) fits = fits || strcmp(calendar, known[k]) == 0;
    if (!fits)
        return LT_RAISE(LT_ERR_INPUT, .what = "a calendar without the real days", .where = where,
                        .expected = "standard, gregorian or proleptic_gregorian", .found = calendar,
                        .todo = "use weather of real dates");
    if (strcmp(calendar, "proleptic_gregorian") != 0 || origin >= (double)lt_time_from_civil(1582, 10, 15, 0, 0, 0))
        return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "times of a proleptic calendar count from before it was in use",
                    .where = where, .expected = "a reference date after 1582-10-15", .found = "an older one",
                    .todo = "count from a later date: cdo setreftime,1900-01-01,00:00:00,hours");
}

static lt_status convert_times(lt_cf *cf, const char *variable, long n, double *numbers, lt_time *times) {
    char unit[128];
    double slope, origin;
    const char *where = lt_fmt("%s, variable %s", cf->path, variable);
    if (!lt_foreign_units(cf->file, variable, unit, sizeof unit))
        lt_foreign_units(cf->file, cf->time_name, unit, sizeof unit); /* bounds have the unit of their axis */
    LT_TRY_PLACE(lt_units_factor(unit, since_1970, &slope, &origin), "%s", where);
    LT_TRY(judge_calendar(cf, origin));
    if (strcmp(variable, cf->time_name) == 0) cf->reference = (lt_time)llround(origin);
    for (long t = 0; t < n; t++) {
        double seconds = slope * numbers[t] + origin;
        if (!isfinite(seconds) || fabs(seconds) > 1e12)
            return LT_RAISE(LT_ERR_INPUT, .what = "a time is missing", .where = where, .expected = "a number",
                            .found = lt_fmt("value %ld (from 0) is %g", t, numbers[t]), .todo = "mend the time axis");
        times[t] = (lt_time)llround(seconds);
    }
    return LT_OK;
}

/* The variable of the times: one along a dimension that a field has, or a scalar. */
static lt_status find_time(lt_cf *cf) {
    char name[64];
    int found = 0;
    for (int k = 0; lt_ncr_variable(cf->file, k, name, sizeof name); k++) {
        lt_ncr_shape shape;
        if (!lt_cf_is_time(cf->file, name)) continue;
        LT_TRY(lt_ncr_get_shape(cf->file, name, &shape));
        if (shape.n > 1) continue;
        bool valid = strcmp(name, "valid_time") == 0;
        char standard[64];
        lt_foreign_text(cf->file, name, "standard_name", standard, sizeof standard);
        if (strcmp(standard, "forecast_reference_time") == 0) continue;
        int rank = 1 + (shape.n == 1) + 4 * valid; /* valid_time, then an axis, then a scalar */
        if (rank <= found) continue;
        found = rank;
        snprintf(cf->time_name, sizeof cf->time_name, "%s", name);
        snprintf(cf->time_dim, sizeof cf->time_dim, "%s", shape.n ? shape.dim[0] : "");
        cf->n_times = shape.n ? (long)shape.length[0] : 1;
    }
    if (found && cf->n_times > 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the weather has no time", .where = cf->path,
                    .expected = "a variable in \"hours since ...\" or the like, along time or valid_time",
                    .found = found ? "a time axis of length 0" : "none", .todo = "keep the time axis in the file");
}

/* Begins of the time bounds, where the file has them and they are intervals that end at the times. */
static lt_status read_bounds(lt_cf *cf) {
    char name[64];
    lt_ncr_shape shape;
    if (!lt_foreign_text(cf->file, cf->time_name, "bounds", name, sizeof name)) return LT_OK;
    if (!lt_ncr_has(cf->file, name)) return LT_OK;
    LT_TRY(lt_ncr_get_shape(cf->file, name, &shape));
    if (shape.n != 2 || (long)shape.length[0] != cf->n_times || shape.length[1] != 2) return LT_OK;
    size_t n = 2 * (size_t)cf->n_times;
    double *numbers = NULL;
    lt_time *ends = NULL;
    LT_TRY(lt_calloc(n, sizeof *numbers, &numbers));
    lt_status status = lt_calloc(n, sizeof *ends, &ends);
    if (status == LT_OK) status = lt_ncr_get_double(cf->file, name, NULL, n, numbers);
    if (status == LT_OK) status = convert_times(cf, name, (long)n, numbers, ends);
    if (status == LT_OK) status = lt_calloc((size_t)cf->n_times, sizeof *cf->begins, &cf->begins);
    bool some = false;
    for (long t = 0; t < cf->n_times && status == LT_OK; t++) {
        cf->begins[t] = ends[2 * t];
        some = some || ends[2 * t] < ends[2 * t + 1];
        if (some) cf->times[t] = ends[2 * t + 1]; /* a label in the middle: what counts is the end */
    }
    lt_free(numbers);
    lt_free(ends);
    if (status == LT_OK && !some) {
        lt_free(cf->begins);
        cf->begins = NULL;
    }
    return status;
}

static bool speaks_of_era5(lt_cf *cf) {
    static const char *const attributes[] = {"history", "source", "title", "comment"};
    for (size_t a = 0; a < sizeof attributes / sizeof *attributes; a++) {
        char *text = NULL;
        if (lt_ncr_attr_whole_text(cf->file, NULL, attributes[a], &text) != LT_OK) lt_error_clear();
        bool speaks =
            text && (strcasestr(text, "era5") || strstr(text, "grib_to_netcdf") || strcasestr(text, "reanaly"));
        free(text);
        if (speaks) return true;
    }
    return false;
}

/* Is there a start of a forecast? */
static lt_status set_forecast(lt_cf *cf) {
    char name[64], standard[64], cdo[32];
    for (int k = 0; lt_ncr_variable(cf->file, k, name, sizeof name); k++) {
        lt_ncr_shape shape;
        if (!lt_foreign_text(cf->file, name, "standard_name", standard, sizeof standard)) continue;
        if (strcmp(standard, "forecast_reference_time") != 0) continue;
        LT_TRY(lt_ncr_get_shape(cf->file, name, &shape));
        if (shape.n != 0) return LT_OK; /* each time of its own forecast: ERA5 */
        double number;
        LT_TRY(lt_ncr_get_double(cf->file, name, NULL, 1, &number));
        LT_TRY(convert_times(cf, name, 1, &number, &cf->reference));
        cf->forecast = cf->reference < cf->times[0] || (cf->reference == cf->times[0] && cf->n_times > 1);
        return LT_OK;
    }
    cf->forecast = lt_foreign_text(cf->file, NULL, "CDO", cdo, sizeof cdo) && cf->reference < cf->times[0] &&
                   cf->times[cf->n_times - 1] - cf->reference <= LONGEST_FORECAST && !speaks_of_era5(cf);
    return LT_OK;
}

lt_status lt_cf_read_times(lt_cf *cf) {
    double *numbers = NULL;
    LT_TRY(find_time(cf));
    LT_TRY(lt_calloc((size_t)cf->n_times, sizeof *cf->times, &cf->times));
    LT_TRY(lt_calloc((size_t)cf->n_times, sizeof *numbers, &numbers));
    lt_status status = lt_ncr_get_double(cf->file, cf->time_name, NULL, (size_t)cf->n_times, numbers);
    if (status == LT_OK) status = convert_times(cf, cf->time_name, cf->n_times, numbers, cf->times);
    lt_free(numbers);
    LT_TRY(status);
    LT_TRY(lt_foreign_judge_times(lt_fmt("%s, variable %s", cf->path, cf->time_name), cf->n_times, cf->times));
    LT_TRY(read_bounds(cf));
    return set_forecast(cf);
}

/* --- intervals --- */

/* "time: sum (interval: 3 hours)" -> seconds, 0: not said. */
static lt_time interval_said(lt_cf *cf, const char *variable) {
    char text[256], unit[32];
    double length, seconds;
    if (!lt_foreign_text(cf->file, variable, "cell_methods", text, sizeof text)) return 0;
    const char *at = strstr(text, "interval:");
    if (!at || sscanf(at, "interval: %lf %31[a-z]", &length, unit) != 2) return 0;
    if (lt_units_convert(length, unit, "s", &seconds) == LT_OK) return (lt_time)llround(seconds);
    lt_error_clear();
    return 0;
}

/* Does the variable itself say that it is an instant, or a mean? */
static void said(lt_cf *cf, const char *variable, bool *instant, bool *mean) {
    char text[256];
    *instant = *mean = false;
    if (lt_foreign_text(cf->file, variable, "GRIB_stepType", text, sizeof text)) {
        *instant = strcmp(text, "instant") == 0;
        *mean = !*instant;
    } else if (lt_foreign_text(cf->file, variable, "cell_methods", text, sizeof text)) {
        *instant = strstr(text, "time: point") != NULL;
        *mean = strstr(text, "time: mean") != NULL || strstr(text, "time: sum") != NULL;
    }
}

/* ECMWF's mean rates: msdwswrf, avg_sdswrf ... */
static bool is_mean_rate(const char *name) {
    return strncmp(name, "avg_", 4) == 0 || strncmp(name, "ms", 2) == 0 || strcmp(name, "mtpr") == 0 ||
           strcmp(name, "mcpr") == 0;
}

void lt_cf_set_span(lt_cf *cf, lt_gridded_field field, bool *known) {
    lt_cf_source *s = &cf->source[field];
    bool amount = lt_gridded_rows[field].span == LT_GRIDDED_AMOUNT, instant, mean;
    bool summed = amount ? !s->rate : s->accumulated; /* by its unit an accumulation */
    said(cf, s->variable, &instant, &mean);
    *known = true;
    s->span_s = interval_said(cf, s->variable);
    bool over_time = summed || mean || is_mean_rate(s->variable) || cf->centre == LT_CF_NCEP;
    if (instant || !over_time)
        s->span = LT_CF_INSTANT;
    else if (cf->begins)
        s->span = LT_CF_BOUNDS;
    else if (s->span_s > 0)
        s->span = LT_CF_INTERVAL;
    else if (cf->centre == LT_CF_NCEP)
        s->span = LT_CF_SIX_HOURS;
    else if (cf->centre == LT_CF_ECMWF && cf->forecast)
        s->span = LT_CF_START;
    else if (cf->centre == LT_CF_ECMWF) {
        s->span = LT_CF_INTERVAL;
        s->span_s = LT_HOUR;
    } else
        *known = false;
    if (s->span == LT_CF_INSTANT && (amount || s->accumulated)) *known = false; /* a rate of the moment is no amount */
}

lt_time lt_cf_begin(const lt_cf *cf, const lt_cf_source *s, long time) {
    lt_time end = cf->times[time];
    const lt_time six = 6 * (lt_time)LT_HOUR;
    switch (s->span) {
    case LT_CF_INSTANT:
        break;
    case LT_CF_BOUNDS:
        return cf->begins[time];
    case LT_CF_INTERVAL:
        return end - s->span_s;
    case LT_CF_START:
        return cf->reference;
    case LT_CF_SIX_HOURS:
        return end - 1 - ((end - 1) % six + six) % six;
    }
    return end;
}
