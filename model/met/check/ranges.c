/* ranges.c - least, mean and most of every field with their places; values that are missing, that cannot be, that stand
 * at a limit; a wrong unit by what the values would be in another. See sheet.h. */
#include "model/met/check/sheet.h"

#include <math.h>
#include <string.h>

/* Units that are taken for one another: value = slope * (what stands there) + offset in the unit of the field. */
static const struct mistaken {
    const char *unit, *other;
    double slope, offset;
} mistaken[] = {
    {"K", "degC", 1.0, 273.15},
    {"K", "degF", 5.0 / 9.0, 255.372222},
    {"Pa", "hPa", 100.0, 0.0},
    {"Pa", "kPa", 1000.0, 0.0},
    {"1", "%", 0.01, 0.0},
    {"kg kg-1", "g kg-1", 1e-3, 0.0},
    {"m", "m2 s-2 (geopotential)", 1.0 / 9.80665, 0.0},
    {"W m-2", "J m-2 over an hour", 1.0 / 3600.0, 0.0},
    {"kg m-2", "m of water", 1e-3, 0.0},
};
enum { N_MISTAKEN = sizeof mistaken / sizeof *mistaken, MAX_FITS = 4 };
/* More than this share of a field's values at its least or most value, not being a natural bound, is called clipping:
 * a continuous field has one or two such values a plane (assumption). */
static const double clipped_share = 0.01;

lt_status lt_sheet_fault(lt_sheet *sheet, const char *what, const char *where, const char *expected, const char *found,
                         const char *todo) {
    return lt_faults_take(sheet->faults, LT_RAISE(LT_ERR_INPUT, .what = what, .where = where, .expected = expected,
                                                  .found = found, .todo = todo));
}

const char *lt_sheet_where(const lt_met_view *view, long field, lt_range_at at, bool chinese) {
    const lt_view_field *f = &view->fields[field];
    const long point = at.at % view->n;
    char when[24] = "";
    const bool fixed = lt_met_view_is_fixed(f->role);
    if (!fixed) lt_time_iso(f->records[at.record].end, when);
    const char *level = f->levels > 0 ? lt_fmt(chinese ? "第 %ld 层, " : "level %ld, ", at.at / view->n + 1) : "";
    if (view->stations) return lt_fmt("%s%s%s", when, view->n > 1 ? ", " : "", view->n > 1 ? view->name[point] : "");
    const double lat = view->lat[point], lon = remainder(view->lon[point], 360.0);
    return lt_fmt("%s%s%s%.2f %c %.2f %c", when, fixed ? "" : ", ", level, fabs(lat), lat < 0 ? 'S' : 'N', fabs(lon),
                  lon < 0 ? 'W' : 'E');
}

lt_status lt_sheet_ranges(lt_sheet *sheet) {
    LT_TRY(lt_calloc((size_t)sheet->view->n_fields, sizeof *sheet->range, &sheet->range));
    for (long f = 0; f < sheet->view->n_fields; f++) {
        lt_range *r = &sheet->range[f];
        r->least.at = r->most.at = r->first_beyond.at = -1;
    }
    return LT_OK;
}

static void count_beyond(lt_range *r, const lt_view_field *f, lt_range_at here) {
    if (r->beyond++ == 0) r->first_beyond = here;
    for (int m = 0, k = 0; m < N_MISTAKEN; m++) {
        if (strcmp(mistaken[m].unit, f->unit) != 0) continue;
        const double other = mistaken[m].slope * here.value + mistaken[m].offset;
        if (k < MAX_FITS) r->fits[k++] += other >= f->least && other <= f->most;
    }
}

void lt_sheet_range_add(lt_sheet *sheet, long field, long record, const float *values) {
    const lt_view_field *f = &sheet->view->fields[field];
    lt_range *r = &sheet->range[field];
    const long n = sheet->view->n * (f->levels > 0 ? f->levels : 1);
    for (long i = 0; i < n; i++) {
        const lt_range_at here = {values[i], record, i};
        if (isnan(values[i])) {
            r->missing++;
            continue;
        }
        r->n++;
        r->sum += values[i];
        if (r->least.at < 0 || here.value < r->least.value) r->least = here, r->at_least = 0;
        if (r->most.at < 0 || here.value > r->most.value) r->most = here, r->at_most = 0;
        r->at_least += here.value == r->least.value;
        r->at_most += here.value == r->most.value;
        if (!(here.value >= f->least && here.value <= f->most)) count_beyond(r, f, here);
    }
}

/* The unit in which nearly all that cannot be would be possible. */
static const char *likely_unit(const lt_range *r, const lt_view_field *f) {
    for (int m = 0, k = 0; m < N_MISTAKEN; m++) {
        if (strcmp(mistaken[m].unit, f->unit) != 0) continue;
        if (k < MAX_FITS && 2 * r->beyond > r->n && 100 * r->fits[k] >= 99 * r->beyond) return mistaken[m].other;
        k++;
    }
    return NULL;
}

static lt_status judge_bounds(lt_sheet *sheet, long field) {
    const lt_view_field *f = &sheet->view->fields[field];
    const lt_range *r = &sheet->range[field];
    const bool of_sea = f->role == LT_G_SEA_SURFACE || f->role == LT_G_SEA_ICE;
    if (r->n == 0 && of_sea) {
        lt_note(sheet->notes, "%s: no value (no sea in the file?)", "%s：无值（文件范围内没有海？）", f->name);
        return LT_OK;
    }
    if (r->n == 0 && sheet->view->stations)
        return LT_OK; /* a column may be absent; hours without the others are gaps */
    if (r->n == 0)
        return lt_sheet_fault(sheet, "a field without a value", lt_fmt("%s, %s", sheet->view->path, f->name),
                              "values somewhere", lt_fmt("%ld missing values", r->missing),
                              "leave the field out, or look at _FillValue and missing_value");
    if (r->beyond == 0) return LT_OK;
    const char *unit = likely_unit(r, f), *where = lt_sheet_where(sheet->view, field, r->first_beyond, false);
    return lt_sheet_fault(
        sheet, unit ? lt_fmt("%s looks like %s", f->name, unit) : lt_fmt("values of %s that cannot be", f->name),
        lt_fmt("%s, first at %s", sheet->view->path, where), lt_fmt("%g to %g %s", f->least, f->most, f->unit),
        lt_fmt("%ld of %ld values beyond, the first %g, all within %g to %g", r->beyond, r->n, r->first_beyond.value,
               r->least.value, r->most.value),
        unit ? lt_fmt("correct the attribute units to %s, or the values", unit)
             : "look at the unit, the packing and the missing value in the file");
}

/* 0 and 1, and the level 0 of amounts, are bounds by nature. */
static bool natural(double value, const lt_view_field *f) {
    return value == 0.0 || (value == 1.0 && strcmp(f->unit, "1") == 0) ||
           (f->role == LT_VIEW_OTHER && value == f->least);
}

static void note_clipping(lt_sheet *sheet, long field) {
    const lt_view_field *f = &sheet->view->fields[field];
    const lt_range *r = &sheet->range[field];
    if (r->n < 1000 || r->least.value == r->most.value || sheet->view->own || sheet->view->stations) return;
    const struct {
        lt_range_at at;
        long n;
        const char *en, *zh;
    } ends[] = {{r->least, r->at_least, "least", "最小"}, {r->most, r->at_most, "highest", "最大"}};
    for (int e = 0; e < 2; e++) {
        if ((double)ends[e].n < clipped_share * (double)r->n || natural(ends[e].at.value, f)) continue;
        lt_note(sheet->notes, "%s: %ld of %ld values stand at its %s%.0s value, %g: cut off by a packing or a bound?",
                "%s：%ld / %ld 个值等于其%.0s%s值 %g：可能被打包或界限截断", f->name, ends[e].n, r->n, ends[e].en,
                ends[e].zh, ends[e].at.value);
    }
}

double lt_sheet_standard_height(double pressure_Pa) {
    const double low = 44330.77 * (1.0 - pow(pressure_Pa / 101325.0, 0.190263));
    return pressure_Pa >= 22632.06 ? low : 11000.0 + 6341.62 * log(22632.06 / pressure_Pa);
}

/* Heights on pressure levels lie near those of the standard atmosphere: geopotential (m2 s-2) or decametres do not. 20
 * % and 400 m hold every observed state between 1000 and 10 hPa (assumption; polar winter is 10 % lower). */
static lt_status judge_heights(lt_sheet *sheet) {
    const lt_met_view *view = sheet->view;
    const long field = lt_met_view_find(view, LT_G_HEIGHT);
    float *values = NULL;
    if (field < 0 || !view->pressure_Pa) return LT_OK;
    const lt_view_field *f = &view->fields[field];
    LT_TRY(lt_calloc((size_t)view->n * (size_t)f->levels, sizeof *values, &values));
    lt_status status = sheet->view->read(sheet->view, field, 0, values);
    for (int k = 0; k < f->levels && status == LT_OK; k++) {
        double sum = 0.0, n = 0.0;
        for (long c = 0; c < view->n; c++)
            if (!isnan(values[k * view->n + c])) sum += values[k * view->n + c], n += 1.0;
        const double mean = sum / n, wanted = lt_sheet_standard_height(view->pressure_Pa[k]);
        if (n == 0.0 || fabs(mean - wanted) < 400.0 + 0.2 * fabs(wanted)) continue;
        status = lt_sheet_fault(sheet, "heights that do not belong to their pressures",
                                lt_fmt("%s, %s at %g hPa", view->path, f->name, view->pressure_Pa[k] / 100.0),
                                lt_fmt("about %.0f m", wanted), lt_fmt("mean %.0f", mean),
                                fabs(mean / 9.80665 - wanted) < 400.0 + 0.2 * fabs(wanted)
                                    ? "the values look like geopotential (m2 s-2): correct the attribute units"
                                    : "look at the levels' unit and order, and at the unit of the heights");
        break;
    }
    lt_free(values);
    return status;
}

lt_status lt_sheet_range_judge(lt_sheet *sheet) {
    for (long f = 0; f < sheet->view->n_fields; f++) {
        LT_TRY(judge_bounds(sheet, f));
        note_clipping(sheet, f);
        const lt_range *r = &sheet->range[f];
        if (r->missing > 0 && r->n > 0 && !sheet->view->stations)
            lt_note(sheet->notes, "%s: %ld of %ld values are missing", "%s：%ld / %ld 个值缺测",
                    sheet->view->fields[f].name, r->missing, r->missing + r->n);
    }
    return judge_heights(sheet);
}
