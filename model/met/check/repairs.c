/* repairs.c - what placing and de-accumulation would repair, counted in the source itself: supersaturated air, winds
 * over 100 m/s, precipitation that falls while it accumulates. See sheet.h. */
#include "model/met/check/sheet.h"

#include "model/met/humidity.h"

#include <math.h>

/* Jets pass 100 m/s now and then (101 m/s over Japan in the GFS sample of 2011, 123 m/s in the polar night), never this
 * (A; the bound of one component in fields.h). */
static const double fast_ms = 100.0, impossible_ms = 150.0;
/* A relative humidity above 1 by less is rounding of the file (assumption: a packing step of 16 bits over 150 %). */
static const double saturated = 1.0 + 1.5 / 65536;
/* Packing steps of precipitation that count as none, kg m-2 (assumption; ERA5 of old layout steps by some 1e-4 mm). */
static const double rain_noise = 1e-3;

static lt_status read_record(lt_sheet *sheet, long field, long record, float **out) {
    const lt_view_field *f = &sheet->view->fields[field];
    if (!*out) LT_TRY(lt_calloc((size_t)sheet->view->n * (size_t)(f->levels > 0 ? f->levels : 1), sizeof **out, out));
    return sheet->view->read(sheet->view, field, record, *out);
}

/* The record of a field with the same end as that of another; -1: none. */
static long record_at(const lt_view_field *f, lt_time end) {
    for (long r = 0; r < f->n_records; r++)
        if (f->records[r].end == end) return r;
    return -1;
}

static lt_status count_fast(lt_sheet *sheet, int east_role, int north_role) {
    const lt_met_view *view = sheet->view;
    const long east = lt_met_view_find(view, east_role), north = lt_met_view_find(view, north_role);
    float *u = NULL, *v = NULL;
    if (east < 0 || north < 0) return LT_OK;
    const lt_view_field *f = &view->fields[east];
    const long n = view->n * (f->levels > 0 ? f->levels : 1);
    if (sheet->over_100_ms < 0) sheet->over_100_ms = 0;
    lt_status status = LT_OK;
    for (long r = 0; r < f->n_records && status == LT_OK; r++) {
        const long q = record_at(&view->fields[north], f->records[r].end);
        if (q < 0) continue;
        status = read_record(sheet, east, r, &u);
        if (status == LT_OK) status = read_record(sheet, north, q, &v);
        for (long i = 0; i < n && status == LT_OK; i++) {
            const double speed = hypot(u[i], v[i]);
            sheet->over_100_ms += speed > fast_ms;
            if (!(speed > sheet->fastest_ms)) continue;
            sheet->fastest_ms = speed;
            sheet->fast_at = i;
            sheet->fast_record = r;
        }
    }
    lt_free(u);
    lt_free(v);
    return status;
}

static lt_status judge_fast(lt_sheet *sheet) {
    const lt_met_view *view = sheet->view;
    LT_TRY(count_fast(sheet, LT_G_EAST, LT_G_NORTH));
    const bool aloft = sheet->over_100_ms > 0;
    if (!aloft) LT_TRY(count_fast(sheet, LT_G_EAST_10M, LT_G_NORTH_10M));
    if (sheet->over_100_ms <= 0) return LT_OK;
    const long field = lt_met_view_find(view, aloft ? LT_G_EAST : LT_G_EAST_10M);
    const lt_range_at at = {0, sheet->fast_record, sheet->fast_at};
    const char *where = lt_sheet_where(view, field, at, false), *where_zh = lt_sheet_where(view, field, at, true);
    lt_note(sheet->notes, "%ld winds over 100 m/s, the fastest %.1f m/s at %s%.0s",
            "%ld 个风速超过 100 m/s，最大 %.1f m/s，位于 %.0s%s", sheet->over_100_ms, sheet->fastest_ms, where,
            where_zh);
    if (sheet->fastest_ms <= impossible_ms) return LT_OK;
    return lt_sheet_fault(sheet, "winds that cannot be", lt_fmt("%s, fastest at %s", view->path, where),
                          lt_fmt("at most %g m/s", impossible_ms),
                          lt_fmt("%ld winds over 100 m/s, the fastest %.1f m/s", sheet->over_100_ms, sheet->fastest_ms),
                          "look at the unit and the packing of the winds");
}

/* Relative humidity over water of a value: given, or from specific humidity, temperature and the level's pressure. */
static lt_status count_supersaturated(lt_sheet *sheet) {
    const lt_met_view *view = sheet->view;
    const long rh = lt_met_view_find(view, LT_G_RELATIVE_HUMIDITY), q = lt_met_view_find(view, LT_G_SPECIFIC_HUMIDITY),
               t = lt_met_view_find(view, LT_G_TEMPERATURE), p = lt_met_view_find(view, LT_G_PRESSURE);
    float *humidity = NULL, *temperature = NULL, *pressure = NULL;
    const bool from_q = rh < 0 && q >= 0 && t >= 0 && (view->pressure_Pa || p >= 0);
    if (rh < 0 && !from_q) return LT_OK;
    const lt_view_field *f = &view->fields[rh < 0 ? q : rh];
    sheet->supersaturated = 0;
    lt_status status = LT_OK;
    for (long r = 0; r < f->n_records && status == LT_OK; r++) {
        const long rt = from_q ? record_at(&view->fields[t], f->records[r].end) : 0,
                   rp = from_q && p >= 0 ? record_at(&view->fields[p], f->records[r].end) : 0;
        if (rt < 0 || rp < 0) continue;
        status = read_record(sheet, rh < 0 ? q : rh, r, &humidity);
        if (from_q && status == LT_OK) status = read_record(sheet, t, rt, &temperature);
        if (from_q && p >= 0 && status == LT_OK) status = read_record(sheet, p, rp, &pressure);
        for (long i = 0; i < view->n * f->levels && status == LT_OK; i++) {
            double value = humidity[i];
            if (from_q) {
                const double air = p >= 0 ? pressure[i] : view->pressure_Pa[i / view->n],
                             vapour = air * value / (0.622 + 0.378 * value);
                value = vapour / lt_saturation_pressure(temperature[i]);
            }
            sheet->supersaturated += value > saturated;
            sheet->most_humidity = fmax(sheet->most_humidity, value);
        }
    }
    lt_free(humidity);
    lt_free(temperature);
    lt_free(pressure);
    return status;
}

/* Amounts since one beginning must grow. */
static lt_status count_negative_rain(lt_sheet *sheet) {
    const lt_met_view *view = sheet->view;
    const long rain = lt_met_view_find(view, LT_G_RAIN);
    float *now = NULL, *before = NULL;
    if (rain < 0 || view->stations) return LT_OK;
    const lt_view_field *f = &view->fields[rain];
    sheet->negative_rain = 0;
    lt_status status = LT_OK;
    for (long r = 0; r < f->n_records && status == LT_OK; r++) {
        status = read_record(sheet, rain, r, &now);
        const bool since = r > 0 && f->records[r].begin == f->records[r - 1].begin;
        if (since && status == LT_OK) status = read_record(sheet, rain, r - 1, &before);
        for (long i = 0; i < view->n && status == LT_OK; i++) {
            const double amount = (double)now[i] - (since ? (double)before[i] : 0.0);
            sheet->negative_rain += amount < -rain_noise;
            sheet->least_rain = fmin(sheet->least_rain, amount);
        }
    }
    lt_free(now);
    lt_free(before);
    return status;
}

lt_status lt_sheet_repairs(lt_sheet *sheet) {
    sheet->supersaturated = sheet->over_100_ms = sheet->negative_rain = -1;
    LT_TRY(judge_fast(sheet));
    LT_TRY(count_supersaturated(sheet));
    LT_TRY(count_negative_rain(sheet));
    if (sheet->supersaturated > 0 && sheet->view->own)
        LT_TRY(lt_sheet_fault(sheet, "supersaturated air", sheet->view->path, "a relative humidity of at most 1",
                              lt_fmt("%ld values above, the highest %.4f", sheet->supersaturated, sheet->most_humidity),
                              "make the file again"));
    else if (sheet->supersaturated > 0)
        lt_note(sheet->notes,
                "%ld values supersaturated over water, the highest relative humidity %.1f %%; they are cut to "
                "saturation when placed",
                "%ld 个值对水面过饱和，最大相对湿度 %.1f %%；落到网格时截至饱和", sheet->supersaturated,
                100.0 * sheet->most_humidity);
    if (sheet->negative_rain > 0)
        lt_note(sheet->notes,
                "precipitation falls while it accumulates: %ld values, the worst %.3g mm; they count as none",
                "累积降水出现减少：%ld 个值，最大 %.3g mm；按无降水计", sheet->negative_rain, sheet->least_rain);
    return LT_OK;
}
