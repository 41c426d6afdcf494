/* place_means.c - rose, day cycle and profiles of a place. See sheet.h. */
#include "model/met/check/sheet.h"

#include "model/met/humidity.h"

#include <math.h>
#include <string.h>

static const double calm_ms = 0.5; /* below: calm (WMO No. 8, part I, 5.1.1: less than 1 knot) */

lt_time lt_sheet_place_time(const lt_sheet *sheet, long n) {
    const lt_gridded_record *r = &sheet->view->fields[sheet->time_field].records[n];
    return r->begin + (r->end - r->begin) / 2;
}

static int local_hour(const lt_sheet *sheet, const lt_sheet_place *place, long t) {
    return lt_time_civil(lt_sheet_place_time(sheet, t) + (lt_time)place->zone_h * LT_HOUR).hour;
}

void lt_sheet_place_rose(const lt_sheet *sheet, const lt_sheet_place *place, lt_sheet_rose *out) {
    long n[LT_ROSE_SECTORS] = {0};
    memset(out, 0, sizeof *out);
    for (long t = 0; t < sheet->n_times; t++) {
        const double speed = place->value[t][LT_AT_SPEED], from = place->value[t][LT_AT_FROM];
        if (isnan(speed)) continue;
        out->n++;
        out->mean_ms += speed;
        if (speed < calm_ms || isnan(from)) {
            out->calm++;
            continue;
        }
        const int sector = (int)(from / (360.0 / LT_ROSE_SECTORS) + 0.5) % LT_ROSE_SECTORS;
        n[sector]++;
        out->speed_ms[sector] += speed;
    }
    for (int s = 0; s < LT_ROSE_SECTORS && out->n > 0; s++) {
        out->share[s] = (double)n[s] / (double)out->n;
        if (n[s] > 0) out->speed_ms[s] /= (double)n[s];
    }
    if (out->n > 0) out->mean_ms /= (double)out->n;
}

void lt_sheet_place_cycle(const lt_sheet *sheet, const lt_sheet_place *place, lt_sheet_cycle *out) {
    long n[24][LT_N_PLACE_VALUES] = {{0}};
    memset(out, 0, sizeof *out);
    for (long t = 0; t < sheet->n_times; t++) {
        const int hour = local_hour(sheet, place, t);
        out->n[hour]++;
        for (int v = 0; v < LT_N_PLACE_VALUES; v++) {
            if (isnan(place->value[t][v])) continue;
            out->mean[hour][v] += place->value[t][v];
            n[hour][v]++;
        }
    }
    for (int h = 0; h < 24; h++)
        for (int v = 0; v < LT_N_PLACE_VALUES; v++)
            out->mean[h][v] = n[h][v] > 0 ? out->mean[h][v] / (double)n[h][v] : NAN;
}

/* --- profiles ----------------------------------------------------------------------------------------------------- */

static double level(const lt_sheet_place *p, int role, long at) {
    return p->raw[role] ? p->raw[role][at] : NAN;
}

static lt_sheet_level level_at(const lt_sheet *sheet, const lt_sheet_place *p, long t, int k) {
    const lt_met_view *view = sheet->view;
    const long at = t * view->n_levels + k;
    const double pressure = view->pressure_Pa ? view->pressure_Pa[k] : level(p, LT_G_PRESSURE, at),
                 q = level(p, LT_G_SPECIFIC_HUMIDITY, at), terrain = p->raw[LT_G_TERRAIN] ? p->raw[LT_G_TERRAIN][0] : 0;
    lt_sheet_level out = {.temperature_K = level(p, LT_G_TEMPERATURE, at),
                          .humidity = level(p, LT_G_RELATIVE_HUMIDITY, at),
                          .speed_ms = hypot(level(p, LT_G_EAST, at), level(p, LT_G_NORTH, at)),
                          .height_m = view->height_m ? view->height_m[k] : level(p, LT_G_HEIGHT, at) - terrain};
    if (isnan(out.humidity) && !isnan(q))
        out.humidity = pressure * q / (0.622 + 0.378 * q) / lt_saturation_pressure(out.temperature_K);
    if (isnan(out.height_m) && !isnan(pressure)) out.height_m = lt_sheet_standard_height(pressure) - terrain;
    return out;
}

bool lt_sheet_place_profile(const lt_sheet *sheet, const lt_sheet_place *place, int hour, lt_sheet_level *levels) {
    bool any = false;
    for (int k = 0; k < sheet->view->n_levels; k++) {
        double sum[4] = {0}, n[4] = {0};
        for (long t = 0; t < sheet->n_times; t++) {
            if ((local_hour(sheet, place, t) + 3) % 24 / 6 != hour / 6) continue;
            const lt_sheet_level one = level_at(sheet, place, t, k);
            const double value[] = {one.temperature_K, one.humidity, one.speed_ms, one.height_m};
            for (int v = 0; v < 4; v++)
                if (!isnan(value[v])) sum[v] += value[v], n[v] += 1.0;
            any = true;
        }
        levels[k] = (lt_sheet_level){sum[0] / n[0], sum[1] / n[1], sum[2] / n[2], sum[3] / n[3]};
    }
    return any && place->raw[LT_G_TEMPERATURE] != NULL;
}
