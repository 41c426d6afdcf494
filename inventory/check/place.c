/* place.c - is a stack in the city that its row names? Outlines are simplified (LT_BORDERS_ERROR_KM), and piers reach
 * into the sea: only what lies farther out than that is a fault. */
#include "inventory/check/check.h"

static const char *whereabouts(const lt_borders *borders, double lon, double lat) {
    const int city = lt_borders_city(borders, lon, lat);
    return city < 0 ? "in none of the 14 cities" : lt_fmt("in %s", lt_city_names[city]);
}

static lt_status outside(const lt_ledger_check *check, const lt_source *s, double km) {
    const int found = lt_borders_city(check->borders, s->lon, s->lat);
    return lt_faults_take(
        check->faults,
        LT_RAISE(LT_ERR_INPUT, .what = "a point outside its city",
                 .where =
                     lt_fmt("%s:%d, columns lon, lat (source %s)", s->file ? s->file : check->path, s->line, s->id),
                 .expected = lt_fmt("a place in %s, or within %g km of its outline", s->region, LT_BORDERS_ERROR_KM),
                 .found = lt_fmt("%.5f E %.5f N, %s, %.1f km off", s->lon, s->lat,
                                 whereabouts(check->borders, s->lon, s->lat), km),
                 .todo = found >= 0 ? lt_fmt("correct the place, or name region %s", lt_city_names[found])
                                    : "correct the place (degrees east and north, WGS84)"));
}

lt_status lt_ledger_check_place(const lt_ledger_check *check) {
    for (long k = 0; k < check->ledger->n; k++) {
        const lt_source *s = &check->ledger->sources[k];
        const int city = s->is_point ? lt_borders_find(s->region) : -1;
        if (city < 0 || lt_borders_inside(check->borders, city, s->lon, s->lat)) continue;
        const double km = lt_borders_distance_km(check->borders, city, s->lon, s->lat);
        if (km > LT_BORDERS_ERROR_KM) LT_TRY(outside(check, s, km));
    }
    return LT_OK;
}
