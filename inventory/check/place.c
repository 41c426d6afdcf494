/* place.c - is a stack in the city that its row names? Outlines are simplified (LT_BORDERS_ERROR_KM), and piers reach
 * into the sea: only what lies farther out than that is a fault. */
#include "inventory/check/check.h"

static const char *whereabouts(const lt_borders *borders, double lon, double lat) {
    const int city = lt_borders_city(borders, lon, lat);
    return city < 0 ? "in none of the 14 cities" : lt_fmt("in %s", lt_city_names[city]);
}

lt_status lt_ledger_check_place_of(const lt_borders *borders, const lt_source *s, const char *where) {
    const int city = s->is_point ? lt_borders_find(s->region) : -1;
    if (city < 0 || lt_borders_inside(borders, city, s->lon, s->lat)) return LT_OK;
    const double km = lt_borders_distance_km(borders, city, s->lon, s->lat);
    if (km <= LT_BORDERS_ERROR_KM) return LT_OK;
    const int found = lt_borders_city(borders, s->lon, s->lat);
    return LT_RAISE(
        LT_ERR_INPUT, .what = "a point outside its city", .where = where,
        .expected = lt_fmt("a place in %s, or within %g km of its outline", s->region, LT_BORDERS_ERROR_KM),
        .found = lt_fmt("%.5f E %.5f N, %s, %.1f km off", s->lon, s->lat, whereabouts(borders, s->lon, s->lat), km),
        .todo = found >= 0 ? lt_fmt("correct the place, or name region %s in the ledger", lt_city_names[found])
                           : "correct the place (degrees east and north, WGS84)");
}

lt_status lt_ledger_check_place(const lt_ledger_check *check) {
    for (long k = 0; k < check->ledger->n; k++) {
        const lt_source *s = &check->ledger->sources[k];
        const char *where =
            lt_fmt("%s:%d, columns lon, lat (source %s)", s->file ? s->file : check->path, s->line, s->id);
        LT_TRY(lt_faults_take(check->faults, lt_ledger_check_place_of(check->borders, s, where)));
    }
    return LT_OK;
}
